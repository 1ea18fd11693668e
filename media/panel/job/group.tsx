/** Tasks that failed of one cause: what it is, what that rests on, where and when, and what can be done. */
import { useState } from 'preact/hooks';
import { formatNumber, plural, t } from '../../../src/core/text/localize';
import type { GroupPicture } from '../../../src/render/panel/jobProtocol';
import { useAsk } from '../parts/host';
import { Icon } from '../parts/icons';
import { Button } from '../parts/parts';
import { Quote } from '../session/failure/quote';
import { Note } from './note';
import { Tasks } from './tasks';
import type { SentTasks } from './view';

/** The name of a group's heading, by the group's number on the page. */
export function groupHeadingId(number: number): string {
  return `cause-${number}`;
}

interface GroupProps {
  readonly group: GroupPicture;
  /** Its place on the page. */
  readonly number: number;
  readonly canRetry: boolean;
  /** Its tasks, as far as they were sent. */
  readonly sent: SentTasks | undefined;
}

export function Group({ group, number, canRetry, sent }: GroupProps) {
  const { tone } = group;
  const heading = groupHeadingId(number);
  return (
    <section class={`failure group tone-${tone}`} aria-labelledby={heading}>
      <div class="failure-head">
        <Icon name={tone} />
        <div class="failure-title">
          <p class="failure-of">
            <strong>{count(group.tasks)}</strong>
            <span class="certainty">{group.certainty}</span>
            {group.said !== '' && (
              <span class="muted" dir="auto">
                {group.said}
              </span>
            )}
          </p>
          <h3 id={heading} dir="auto" tabIndex={-1}>
            {group.sentence}
          </h3>
        </div>
      </div>
      <Extent group={group} />
      {group.evidence.length > 0 && <Evidence group={group} />}
      <div class="grounds">
        {group.spread !== '' && <p>{group.spread}</p>}
        <p class="muted">{group.basis}</p>
        {group.studioRule !== '' && <p class="muted">{t('This cause is your own rule “{0}”.', group.studioRule)}</p>}
        {group.advice !== '' && (
          <p>
            <span class="label">{t('What usually helps:')}</span> {group.advice}
          </p>
        )}
      </div>
      {group.seen && <Note group={group.id} seen={group.seen} />}
      <Actions group={group} canRetry={canRetry} sent={sent} />
    </section>
  );
}

/** Which tasks, where and when. */
function Extent({ group: { ranges, shared, hosts, when } }: { group: GroupPicture }) {
  return (
    <p class="extent">
      <strong dir="auto">{ranges}</strong>
      {[shared, hosts, when].map((words) => words !== '' && <span key={words}>{words}</span>)}
    </p>
  );
}

function Evidence({ group: { id, evidence, example, exampleAt } }: { group: GroupPicture }) {
  const ask = useAsk();
  return (
    <div class="evidence">
      <h4 class="failure-label">
        {t('Evidence')} <span class="quote-of">{t('of {0}', example)}</span>
        {exampleAt !== '' && <span class="quote-of">, {exampleAt}</span>}
      </h4>
      <ul role="list">
        {evidence.map((line, index) => (
          <Quote
            key={index}
            line={line}
            onOpen={() => {
              ask({ type: 'openEvidence', group: id, index });
            }}
          />
        ))}
      </ul>
    </div>
  );
}

function Actions({ group, canRetry, sent }: Pick<GroupProps, 'group' | 'canRetry' | 'sent'>) {
  const ask = useAsk();
  const [isOpen, setOpen] = useState(false);
  const { id, opens, evidence, tasks } = group;
  const line = evidence.findIndex(({ isInLog }) => isInLog);
  return (
    <>
      <div class="buttons" role="group" aria-label={group.sentence}>
        {opens && (
          <Button
            onClick={() => {
              ask({ type: 'openExample', group: id });
            }}
          >
            {t('Open Example')}
          </Button>
        )}
        {line >= 0 && (
          <Button
            icon="log"
            onClick={() => {
              ask({ type: 'openEvidence', group: id, index: line });
            }}
          >
            {t('Open Log at Line')}
          </Button>
        )}
        {canRetry && (
          <Button
            onClick={() => {
              ask({ type: 'retryGroup', group: id });
            }}
          >
            {t('Retry These Tasks…')}
          </Button>
        )}
        <Button
          icon="copy"
          onClick={() => {
            ask({ type: 'copyGroup', group: id });
          }}
        >
          {t('Copy')}
        </Button>
        {tasks > 1 && (
          <Button
            expanded={isOpen}
            onClick={() => {
              setOpen(!isOpen);
            }}
          >
            {isOpen ? t('Hide Tasks') : t('Show All {0} Tasks', formatNumber(tasks))}
          </Button>
        )}
      </div>
      {isOpen && <Tasks group={id} total={tasks} sent={sent} />}
    </>
  );
}

function count(tasks: number): string {
  return plural(tasks, { one: '{0} task', other: '{0} tasks' });
}
