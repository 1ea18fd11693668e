import { userInfo } from 'node:os';
import * as vscode from 'vscode';
import { t } from '../../core/text/localize';
import { isAbort, toFault } from '../../core/errors';
import type { OpenSpool } from '../../core/logs/pages/spool';
import { REDACTABLE, type Redactable } from '../../core/redaction/patterns';
import type { WatchedSession } from '../../core/session/watchedSession';
import type { Sink } from '../logs/saving/fileSink';
import { openFileSpool } from '../logs/saving/fileSpool';
import { ofDisk, openSink } from '../logs/saving/openSink';
import { showInfo, withProgress } from '../window/messages';
import { pickMany } from '../window/picker';
import { type BundleInput, bundleFiles } from './bundleFiles';
import { BUNDLE_PARTS, type BundleChoice, type BundlePart, partRows, REDACTION_ROWS } from './bundleParts';
import { previewText } from './previewText';
import { ZipFile } from './zipFile';

type BundleApp = BundleInput['app'];

/** What saving needs of this computer, which tests replace. */
export interface BundleDisk {
  readonly openSpool: OpenSpool;
  readonly openSink: (uri: vscode.Uri) => Promise<Sink>;
}

type Row = BundlePart | Redactable | 'preview';

/**
 * Saves what support asks for about a session in one zip: what goes in, and what is hidden in it, the person chooses and can look at
 * first. A session that is not known yet is read. Logs are read once and pass through the disk, so that their length does not matter; half a file is never left.
 *
 * @throws {UserError} the file cannot be written
 */
export async function saveSupportBundle(
  app: BundleApp,
  known: WatchedSession,
  disk: BundleDisk = { openSpool: openFileSpool, openSink },
): Promise<void> {
  const session = known.snapshot ? known : await readSession(app, known);
  const choice = await choose(app, session, disk);
  if (!choice) {
    return;
  }
  const name = `support bundle ${session.key.sessionId.slice(-6)}.zip`;
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  const uri = await vscode.window.showSaveDialog({
    title: t('Save Support Bundle'),
    filters: { Zip: ['zip'] },
    ...(folder ? { defaultUri: vscode.Uri.joinPath(folder.uri, name) } : {}),
  });
  if (!uri) {
    return;
  }
  const isSaved = await withProgress(t('Saving the support bundle'), (signal, onProgress) =>
    write(app, session, choice, disk, uri, signal, onProgress),
  );
  const reveal = t('Show in Folder');
  if (
    isSaved &&
    (await showInfo(t('Saved the support bundle.'), ...(uri.scheme === 'file' ? [reveal] : []))) === reveal
  ) {
    await vscode.commands.executeCommand('revealFileInOS', uri);
  }
}

/** With the reason where it cannot be read: its log may still be there. */
async function readSession(app: BundleApp, known: WatchedSession): Promise<WatchedSession> {
  return withProgress(t('Reading the session'), async (signal) => {
    try {
      return { ...known, snapshot: await app.service().fetchSnapshot(known.key, signal) };
    } catch (error) {
      signal.throwIfAborted();
      return { ...known, fault: toFault(error) };
    }
  });
}

/** Asks what goes in and what is hidden, until the person goes on. */
async function choose(app: BundleApp, session: WatchedSession, disk: BundleDisk): Promise<BundleChoice | undefined> {
  let checked: readonly Row[] = [...BUNDLE_PARTS, ...REDACTABLE];
  for (;;) {
    const chosen = await pickMany<Row>(
      [
        { heading: t('Goes in') },
        ...partRows(session),
        { heading: t('Replaced by the same words wherever it is') },
        ...REDACTION_ROWS,
      ],
      {
        title: t('Save Support Bundle'),
        placeholder: t('Choose what goes in and what is hidden. The preview shows how each file begins.'),
        keepOpen: true,
        buttons: [{ icon: 'open-preview', tooltip: t('Preview'), value: 'preview' }],
      },
      (row) => checked.includes(row),
    );
    if (!chosen) {
      return undefined;
    }
    checked = chosen.values;
    const choice = {
      parts: new Set(BUNDLE_PARTS.filter((one) => checked.includes(one))),
      redacted: new Set(REDACTABLE.filter((one) => checked.includes(one))),
    };
    if (chosen.button === undefined) {
      return choice.parts.size === 0 ? undefined : choice;
    }
    await preview(app, session, choice, disk);
  }
}

/** Shows how each file begins, in an editor; reads one page of each log. */
async function preview(app: BundleApp, session: WatchedSession, choice: BundleChoice, disk: BundleDisk): Promise<void> {
  const text = await withProgress(t('Preparing the preview'), async (signal, onProgress) => {
    const spool = await disk.openSpool();
    try {
      const localUser = userInfo().username;
      return await previewText(
        bundleFiles({ app, session, choice, localUser, spool, mostPages: 1, signal, onProgress }),
      );
    } catch (error) {
      if (isAbort(error)) {
        return undefined;
      }
      throw error;
    } finally {
      spool.dispose();
    }
  });
  if (text !== undefined) {
    const document = await vscode.workspace.openTextDocument({ content: text });
    await vscode.window.showTextDocument(document, { preview: true, preserveFocus: true });
  }
}

/** Resolves with whether it was saved; not if the person canceled. */
async function write(
  app: BundleApp,
  session: WatchedSession,
  choice: BundleChoice,
  { openSpool, openSink: open }: BundleDisk,
  uri: vscode.Uri,
  signal: AbortSignal,
  onProgress: (words: string) => void,
): Promise<boolean> {
  let sink: Sink | undefined;
  try {
    sink = await open(uri);
    const spool = await openSpool();
    try {
      const zip = new ZipFile(sink, app.now());
      const localUser = userInfo().username;
      for await (const { name, pieces } of bundleFiles({
        app,
        session,
        choice,
        localUser,
        spool,
        signal,
        onProgress,
      })) {
        signal.throwIfAborted();
        await zip.add(name, pieces);
      }
      await zip.finish();
    } finally {
      spool.dispose();
    }
    signal.throwIfAborted();
    await sink.finish();
    return true;
  } catch (error) {
    await sink?.drop();
    if (isAbort(error) || signal.aborted) {
      return false;
    }
    throw ofDisk(error, t('the support bundle'));
  }
}
