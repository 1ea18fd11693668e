import type { Rule } from '../../matching/rule';
import { NUKE_RULES } from './compositing/nuke';
import { FFMPEG_RULES } from './compositing/ffmpeg';
import { IMAGES_RULES } from './compositing/images';

/** What compositing and image tools report. */
export const COMPOSITING_RULES: readonly Rule[] = [...NUKE_RULES, ...FFMPEG_RULES, ...IMAGES_RULES];
