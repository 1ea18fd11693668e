/** The small things that the page's sections are made of. */
import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { t } from '../../../src/core/text/localize';
import type { Fault } from '../../../src/core/errors';
import { REMEDY_TITLES } from '../../../src/render/remedies';
import type { JobCopyable } from '../../../src/render/panel/jobProtocol';
import type { Copyable } from '../../../src/render/panel/panelProtocol';
import { plainText } from '../../../src/core/text/plainText';
import { useAsk } from './host';
import { Icon, type IconName } from './icons';
import { ArrangeMenu, foldId } from './arrangeMenu';
import { useSectionLayout, type Way } from './sectionLayout';

/** A button with a picture and a word. */
export function Button(props: {
  icon?: IconName;
  look?: 'primary' | 'quiet';
  busy?: boolean;
  /** Whether what it shows and hides is shown; undefined for other buttons. */
  expanded?: boolean;
  /** Nothing to do now. It stays in reach of the keyboard. */
  disabled?: boolean;
  onClick: () => void;
  children: ComponentChildren;
}) {
  return (
    <button
      type="button"
      class={`button ${props.look ?? ''}`}
      aria-busy={props.busy ?? false}
      aria-expanded={props.expanded}
      aria-disabled={props.disabled}
      onClick={() => {
        if (!props.disabled) {
          props.onClick();
        }
      }}
    >
      {props.icon && <Icon name={props.icon} />}
      <span>{props.children}</span>
    </button>
  );
}

/** How long a copy button says that it has copied. */
const COPIED_MS = 1500;

/** Copies something that the extension knows the text of, and says so. Without children its title, e.g. `Copy host name`, is only heard. */
export function CopyButton(props: { what: Copyable | JobCopyable; title: string; children?: ComponentChildren }) {
  const { what, title, children } = props;
  const ask = useAsk();
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) {
      return undefined;
    }
    const timer = window.setTimeout(() => {
      setCopied(false);
    }, COPIED_MS);
    return () => {
      window.clearTimeout(timer);
    };
  }, [copied]);
  return (
    <button
      type="button"
      class="copy"
      title={title}
      onClick={() => {
        ask({ type: 'copy', what });
        setCopied(true);
      }}
    >
      {children ?? <span class="unseen">{title}</span>}
      <Icon name={copied ? 'check' : 'copy'} />
    </button>
  );
}

const WAYS: Readonly<Partial<Record<string, Way>>> = { ArrowUp: 'up', ArrowDown: 'down' };

/** A part of the page with its heading, which folds and moves it where the page remembers that. */
export function Section(props: { id: string; title: string; aside?: ComponentChildren; children: ComponentChildren }) {
  const layout = useSectionLayout();
  const isKnown = layout?.isKnown(props.id) ?? false;
  const isFolded = layout?.folded.has(props.id) ?? false;
  return (
    <section class="section" aria-labelledby={props.id}>
      <div
        class="section-head"
        onKeyDown={(event) => {
          const way = event.altKey && WAYS[event.key];
          if (way && isKnown) {
            event.preventDefault();
            layout?.move(props.id, way);
          }
        }}
      >
        <div class="section-title">
          <h2 id={props.id}>
            {layout && isKnown ? (
              <button
                type="button"
                id={foldId(props.id)}
                class="section-fold"
                aria-expanded={!isFolded}
                onClick={() => {
                  layout.fold(props.id, !isFolded);
                }}
              >
                <Icon name="down" />
                {props.title}
              </button>
            ) : (
              props.title
            )}
          </h2>
          {layout && isKnown && <ArrangeMenu section={props.id} title={props.title} layout={layout} />}
        </div>
        {!isFolded && props.aside}
      </div>
      {!isFolded && props.children}
    </section>
  );
}

/** Why something is not here, in the place where it would be, with the ways out. `loud` for the session as a whole. */
export function FaultNote({ fault, loud }: { fault: Fault; loud?: boolean }) {
  const ask = useAsk();
  const request = fault.requestId === undefined ? undefined : t('Request id {0}', plainText(fault.requestId));
  return (
    <div class={loud ? 'fault loud' : 'fault'}>
      <Icon name="warning" />
      <div>
        <p dir="auto" title={request}>
          {plainText(fault.message, 1000)}
        </p>
        {loud && request !== undefined && <p class="muted">{request}</p>}
        <p class="buttons">
          {fault.remedies.map((remedy, index) => (
            <Button
              key={remedy}
              look={loud && index === 0 ? 'primary' : 'quiet'}
              onClick={() => {
                ask({ type: 'remedy', remedy });
              }}
            >
              {REMEDY_TITLES[remedy]}
            </Button>
          ))}
        </p>
      </div>
    </div>
  );
}
