/** HTML in which every text is text: only what `html` itself wrote is markup. */
export class Html {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** What can stand in a template; `undefined` for nothing. */
type Value = string | number | Html | readonly Html[] | undefined;

/**
 * Markup with values in it. Strings are escaped for text and for quoted attributes; values of attributes must stand in double quotes.
 * @example html`<p title="${name}">${name}</p>`
 */
export function html(markup: TemplateStringsArray, ...values: readonly Value[]): Html {
  return new Html(markup.reduce((all, part, index) => all + toText(values[index - 1]) + part));
}

function toText(value: Value): string {
  if (value instanceof Html) {
    return value.text;
  }
  return Array.isArray(value)
    ? value.map(toText).join('')
    : escaped(String((value as string | number | undefined) ?? ''));
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => ESCAPES[sign] ?? '');
}
