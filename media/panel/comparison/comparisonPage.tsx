/** A comparison's page: from the extension's messages to its drawing. */
import type {
  ComparisonPageState,
  ComparisonPicture,
  ToComparisonPage,
} from '../../../src/render/panel/comparisonProtocol';
import { type PageKind, startPage } from '../parts/start';
import { Page } from './page';

const comparisonPage: PageKind<ComparisonPicture> = {
  // VS Code stores which runs are compared. The result is not stored; it is read again.
  restored: () => undefined,
  next: (_previous, message) => {
    const { type, picture } = (message ?? {}) as Partial<ToComparisonPage>;
    return type === 'comparison' ? picture : undefined;
  },
  news: (previous, { fault, result, isReading }) => {
    if (fault && fault.message !== previous?.fault?.message) {
      return fault.message;
    }
    return !isReading && result && result.verdict !== previous?.result?.verdict ? result.verdict : '';
  },
  kept: ({ request }, scroll): ComparisonPageState => ({ version: 1, request, scroll }),
  draw: (picture, news, ask) => <Page picture={picture} news={news} ask={ask} />,
};

startPage(comparisonPage);
