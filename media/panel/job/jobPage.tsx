/** A job's page: from the extension's messages to its drawing. */
import type { JobPageState, JobPicture, ToJobPage } from '../../../src/render/panel/jobProtocol';
import { type PageKind, startPage } from '../parts/start';
import { Page } from './page';
import type { JobView, SentTasks } from './view';

const jobPage: PageKind<JobView> = {
  restored: (kept) => {
    const { version, picture } = (kept ?? {}) as Partial<JobPageState>;
    // An earlier version kept pictures without a heading.
    return version === 1 && picture && 'heading' in picture ? { picture, restored: true, tasks: new Map() } : undefined;
  },
  next: (previous, message) => {
    const { type } = (message ?? {}) as Partial<ToJobPage>;
    if (type === 'job') {
      return withPicture(previous, (message as Extract<ToJobPage, { type: 'job' }>).picture);
    }
    if (type === 'tasks' && previous) {
      const sent = message as SentTasks;
      return { ...previous, tasks: new Map(previous.tasks).set(sent.group, sent) };
    }
    return type === 'lanes' && previous
      ? { ...previous, lanes: (message as Extract<ToJobPage, { type: 'lanes' }>).lanes }
      : undefined;
  },
  news: (previous, { picture, lanes }) => {
    if (lanes && !lanes.isReading && previous?.lanes?.isReading) {
      return lanes.figures[0]?.[1] ?? lanes.progress;
    }
    const before = previous?.picture;
    const fault = picture.fault?.message ?? '';
    if (fault !== '' && fault !== before?.fault?.message) {
      return fault;
    }
    return !picture.isReading && (before?.isReading ?? true) ? picture.headline : '';
  },
  kept: ({ picture }, scroll): JobPageState => ({ version: 1, key: picture.key, picture, scroll }),
  draw: (view, news, ask) => <Page view={view} news={news} ask={ask} />,
};

/** A restored picture is shown until the new reading has groups to show: it is empty at first. */
function withPicture(previous: JobView | undefined, picture: JobPicture): JobView {
  const tasks = previous?.tasks ?? new Map<string, SentTasks>();
  const shown = previous?.lanes ? { lanes: previous.lanes } : {};
  if (previous?.restored && picture.isReading && picture.groups.length < previous.picture.groups.length) {
    const { isReading, progress, done } = picture;
    return { picture: { ...previous.picture, isReading, progress, done }, restored: true, tasks, ...shown };
  }
  return { picture, restored: false, tasks, ...shown };
}

startPage(jobPage);
