/** Names and values: how the page says most of what it knows. */
import type { ComponentChildren } from 'preact';
import { t } from '../../../src/core/text/localize';
import type { Fault } from '../../../src/core/errors';
import { isForbidden } from '../../../src/render/missingPermissions';
import type { Part } from '../../../src/core/session/session';
import { statusWord } from '../../../src/render/session/action';
import type { Copyable } from '../../../src/render/panel/panelProtocol';
import { plainText } from '../../../src/core/text/plainText';
import { exactTime, roughly } from '../../../src/render/time';
import { useNow } from './now';
import { copyTitle } from '../parts/copyTitles';
import { CopyButton, FaultNote } from '../parts/parts';

/** A fact's name, its value, and what copies it; `false` for a fact that does not apply. */
export type FactRow =
  readonly [name: string, value: ComponentChildren, copy?: Copyable | undefined, copyTitle?: string] | false;

export function Facts({ rows }: { rows: readonly FactRow[] }) {
  return (
    <dl>
      {rows.map((row, index) => {
        if (row === false) {
          return null;
        }
        const [name, value, copy, title] = row;
        return (
          <div key={index} class="fact">
            <dt>{name}</dt>
            <dd>
              {value}
              {copy && <CopyButton what={copy} title={title ?? copyTitle(copy)} />}
            </dd>
          </div>
        );
      })}
    </dl>
  );
}

/** A text of people or programs, in whatever script. */
export function words(text: string) {
  return (
    <span class="words" dir="auto">
      {plainText(text, 500)}
    </span>
  );
}

/** An id, a path or an address, to be read letter by letter. */
export function mono(text: string) {
  return <span class="mono">{plainText(text, 2048)}</span>;
}

/** What is said beside the facts, or in the place of one. */
export function muted(text: string) {
  return <span class="muted">{text}</span>;
}

/** A point in time, exactly, with how long ago that was; `unless` where there is none. */
export function moment(timeMs: number | undefined, unless = t('not yet')) {
  return timeMs === undefined ? muted(unless) : <Moment timeMs={timeMs} />;
}

function Moment({ timeMs }: { timeMs: number }) {
  const agoMs = useNow() - timeMs;
  return (
    <>
      <time>{exactTime(timeMs)}</time>
      {agoMs >= 0 && muted(` · ${t('{0} ago', roughly(agoMs))}`)}
    </>
  );
}

/** Why a part is not here. What permissions it lacks is said at the top of the page, once for all parts. */
export function Unread({ fault }: { fault: Fault }) {
  return isForbidden(fault) ? muted(t('No access')) : <FaultNote fault={fault} />;
}

/** A thing's name and status, or why they are not known. */
export function named(part: Part<{ readonly displayName: string; readonly status?: string }>) {
  if (!part.ok) {
    return <Unread fault={part.fault} />;
  }
  const { displayName, status } = part.value;
  return (
    <>
      {words(displayName)}
      {status !== undefined && muted(` · ${statusWord(status)}`)}
    </>
  );
}
