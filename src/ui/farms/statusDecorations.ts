import * as vscode from 'vscode';
import type { Tone } from '../../core/session/status';
import { toneDecoration } from '../icons';

/** The scheme of what rows of the Farms view stand for. Nothing can be read from it. */
const STATUS_SCHEME = 'deadline-status';

/**
 * How the things in the Farms view are doing, as colors of their rows. A status that changes repaints its row; what is selected or
 * expanded stays as it is.
 */
export class StatusDecorations implements vscode.FileDecorationProvider, vscode.Disposable {
  readonly #tones = new Map<string, { readonly tone: Tone; readonly status: string }>();
  readonly #changes = new vscode.EventEmitter<vscode.Uri[]>();
  readonly #registration: vscode.Disposable;

  readonly onDidChangeFileDecorations = this.#changes.event;

  constructor() {
    this.#registration = vscode.window.registerFileDecorationProvider(this);
  }

  /** Says how the thing of a row is doing; returns what its row must carry as `resourceUri`. */
  set(id: string, tone: Tone, status: string): vscode.Uri {
    const uri = vscode.Uri.from({ scheme: STATUS_SCHEME, path: `/${id}` });
    const before = this.#tones.get(uri.path);
    this.#tones.set(uri.path, { tone, status });
    if (before && (before.tone !== tone || before.status !== status)) {
      this.#changes.fire([uri]);
    }
    return uri;
  }

  provideFileDecoration({ scheme, path }: vscode.Uri): vscode.FileDecoration | undefined {
    const known = scheme === STATUS_SCHEME ? this.#tones.get(path) : undefined;
    return known && toneDecoration(known.tone, known.status);
  }

  dispose(): void {
    this.#registration.dispose();
    this.#changes.dispose();
  }
}
