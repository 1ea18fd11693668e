/** In place of what is not read yet. */
export function Reading({ what }: { what: 'session' | 'job' | 'logs' }) {
  return (
    <div class="reading">
      <span class="reading-bar" aria-hidden="true" />
      <p class="muted">Reading the {what}…</p>
    </div>
  );
}
