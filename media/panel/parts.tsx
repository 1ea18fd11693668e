/** The small things that the page's sections are made of. */
import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Fault, Remedy } from '../../src/core/errors';
import type { Copyable } from '../../src/render/panelProtocol';
import { plainText } from '../../src/render/plainText';
import { exactTime, roughly } from '../../src/render/time';
import { useAsk } from './host';
import { Icon, type IconName } from './icons';
import { useNow } from './now';

/** A button with a picture and a word. */
export function Button(props: {
  icon?: IconName;
  look?: 'primary' | 'quiet';
  busy?: boolean;
  onClick: () => void;
  children: ComponentChildren;
}) {
  return (
    <button type="button" class={`button ${props.look ?? ''}`} aria-busy={props.busy ?? false} onClick={props.onClick}>
      {props.icon && <Icon name={props.icon} />}
      <span>{props.children}</span>
    </button>
  );
}

/** How long a copy button says that it has copied. */
const COPIED_MS = 1500;

/** Copies something that the extension knows the text of, and says so. */
export function CopyButton({ what, of, children }: { what: Copyable; of: string; children?: ComponentChildren }) {
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
      class={children === undefined ? 'copy' : 'copy named'}
      title={`Copy ${of}`}
      onClick={() => {
        ask({ type: 'copy', what });
        setCopied(true);
      }}
    >
      {children}
      <Icon name={copied ? 'check' : 'copy'} />
      {children === undefined && <span class="unseen">Copy {of}</span>}
    </button>
  );
}

/** A part of the page with its heading. */
export function Section(props: {
  id: string;
  title: string;
  aside?: ComponentChildren;
  wide?: boolean;
  children: ComponentChildren;
}) {
  return (
    <section class={props.wide ? 'section wide' : 'section'} aria-labelledby={`${props.id}-title`}>
      <div class="section-head">
        <h2 id={`${props.id}-title`}>{props.title}</h2>
        {props.aside}
      </div>
      {props.children}
    </section>
  );
}

/** A name and its value; what is under `copy` can be copied. */
export function Fact(props: { name: string; copy?: Copyable; children: ComponentChildren }) {
  return (
    <div class="fact">
      <dt>{props.name}</dt>
      <dd>
        {props.children}
        {props.copy && <CopyButton what={props.copy} of={props.name.toLowerCase()} />}
      </dd>
    </div>
  );
}

/** A text of people or programs, in whatever script, on one line that may wrap. */
export function Words({ children, mono }: { children: string; mono?: boolean }) {
  return (
    <span dir="auto" class={mono ? 'words mono' : 'words'}>
      {plainText(children, 500)}
    </span>
  );
}

/** A point in time, exactly, with how long ago that was; nothing where there is none. */
export function Moment({ atMs }: { atMs: number | undefined }) {
  const nowMs = useNow();
  if (atMs === undefined) {
    return null;
  }
  const agoMs = nowMs - atMs;
  return (
    <>
      <time>{exactTime(atMs)}</time>
      <span class="muted"> · {agoMs < 0 ? 'in the future' : `${roughly(agoMs)} ago`}</span>
    </>
  );
}

const REMEDY_TITLES: Readonly<Record<Remedy, string>> = {
  retry: 'Try again',
  chooseConnection: 'Choose connection',
  lookUp: 'Look up a session',
  openSampleFarm: 'Open the sample farm',
  openLog: 'Open log',
  editAwsConfig: 'Edit AWS config',
  showOutput: 'Show output',
};

/** Why something is not here, in the place where it would be, with the ways out. */
export function FaultNote({ fault, of, loud }: { fault: Fault; of?: string; loud?: boolean }) {
  const ask = useAsk();
  return (
    <div class={loud ? 'fault loud' : 'fault'}>
      <Icon name="warning" />
      <div>
        <p dir="auto">
          {of !== undefined && <span class="fault-of">{of}: </span>}
          {plainText(fault.message, 1000)}
        </p>
        {fault.requestId !== undefined && (
          <p class="muted">
            Request id <Words mono>{fault.requestId}</Words>
          </p>
        )}
        {fault.remedies.length > 0 && (
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
        )}
      </div>
    </div>
  );
}
