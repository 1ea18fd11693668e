import type { RuleExamples } from '../example';
import { NUKE_EXAMPLES } from './compositing/nuke';
import { FFMPEG_EXAMPLES } from './compositing/ffmpeg';
import { IMAGES_EXAMPLES } from './compositing/images';

export const COMPOSITING_EXAMPLES: RuleExamples = { ...NUKE_EXAMPLES, ...FFMPEG_EXAMPLES, ...IMAGES_EXAMPLES };
