/** Why the tasks of a job failed: a drawing of one picture. */
import { useState } from 'preact/hooks';
import { plural, t } from '../../../src/core/text/localize';
import type { JobPicture } from '../../../src/render/panel/jobProtocol';
import { type Ask, AskContext, useAsk } from '../parts/host';
import { Icon } from '../parts/icons';
import { Button, FaultNote, Section } from '../parts/parts';
import { Quote } from '../session/failure/quote';
import { Reading } from '../session/reading';
import { Group } from './group';
import { Header } from './header';
import { Lanes } from './lanes';
import { Overview } from './overview';
import type { JobView } from './view';
import { Policy, WaysOut } from './waysOut';

/** From how many groups on a list of them comes first. */
const MANY_GROUPS = 3;

export function Page({ view, news, ask }: { view: JobView | undefined; news: string; ask: Ask }) {
  return (
    <AskContext.Provider value={ask}>
      <main class="page" aria-busy={view?.picture.isReading ?? true}>
        {view ? <Drawing view={view} /> : <Reading what="job" />}
      </main>
      <div class="unseen" role="status" aria-live="polite">
        {news}
      </div>
    </AskContext.Provider>
  );
}

function Drawing({ view: { picture, restored, tasks, lanes } }: { view: JobView }) {
  const { fault, groups } = picture;
  return (
    <>
      <Header picture={picture} restored={restored} />
      {fault && <FaultNote fault={fault} loud />}
      {picture.unread && <Unread unread={picture.unread} permissions={picture.permissions} />}
      {fault && !picture.unread && <Policy permissions={picture.permissions} />}
      <Hosts picture={picture} />
      <Lanes lanes={lanes} showLanes={picture.showLanes} />
      {picture.sessionFailures.length > 0 && <SessionFailures failures={picture.sessionFailures} />}
      {groups.length > 0 && (
        <Section id="causes" title={t('Causes')}>
          {groups.length >= MANY_GROUPS && <Overview groups={groups} />}
          {groups.map((group, index) => (
            <Group key={group.id} group={group} number={index} canRetry={picture.canRetry} sent={tasks.get(group.id)} />
          ))}
          {picture.hiddenGroups > 0 && <MoreGroups hidden={picture.hiddenGroups} />}
        </Section>
      )}
      {groups.length > 0 && !picture.isReading && <Elsewhere />}
    </>
  );
}

/** What could not be read, said once, with the ways out. */
function Unread(props: { unread: NonNullable<JobPicture['unread']>; permissions: readonly string[] }) {
  const { lines, remedies } = props.unread;
  return (
    <section class="fault loud" aria-labelledby="unread">
      <Icon name="warning" />
      <div>
        <h2 id="unread">{t('Not everything could be read')}</h2>
        <ul role="list">
          {lines.map((line) => (
            <li key={line} dir="auto">
              {line}
            </li>
          ))}
        </ul>
        <WaysOut remedies={remedies} permissions={props.permissions} />
      </div>
    </section>
  );
}

/** Hosts that stand out, with the figures that say so, or the way to compare them. */
function Hosts({ picture: { suspects, hosts, compare } }: { picture: JobPicture }) {
  const ask = useAsk();
  if (suspects.length === 0 && hosts === '' && compare === '') {
    return null;
  }
  return (
    <Section
      id="hosts"
      title={suspects.length > 1 ? t('Suspect hosts') : suspects.length === 1 ? t('Suspect host') : t('Hosts')}
    >
      <ul role="list">
        {suspects.map(({ name, words, canLook, isLooking }, index) => (
          <li key={name} class="suspect">
            <Icon name="warning" />
            <p>
              <strong dir="auto">{name}</strong>: {words}
            </p>
            {(canLook || isLooking) && (
              <Button
                busy={isLooking}
                onClick={() => {
                  ask({ type: 'lookElsewhere', index });
                }}
              >
                {t('Check Its Other Jobs')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {hosts !== '' && <p class="muted">{hosts}</p>}
      {compare !== '' && (
        <p class="compare">
          <span class="muted">{t('Whether a host fails more often than the others is not known yet.')}</span>
          <Button
            onClick={() => {
              ask({ type: 'compareHosts' });
            }}
          >
            {compare}
          </Button>
        </p>
      )}
    </Section>
  );
}

/** What failed in sessions before or after tasks. */
function SessionFailures({ failures }: { failures: JobPicture['sessionFailures'] }) {
  const ask = useAsk();
  return (
    <Section id="sessions" title={t('Outside of tasks')}>
      {failures.map(({ sentence, certainty, words, advice, evidence }, index) => (
        <section key={index} class="failure group tone-failed" aria-labelledby={`session-${index}`}>
          <div class="failure-head">
            <Icon name="failed" />
            <div class="failure-title">
              <p class="failure-of">
                <span class="certainty">{certainty}</span>
              </p>
              <h3 id={`session-${index}`} dir="auto">
                {sentence}
              </h3>
            </div>
          </div>
          <p class="extent">
            <span dir="auto">{words}</span>
          </p>
          {evidence.length > 0 && (
            <div class="evidence">
              <ul role="list">
                {evidence.map((line, number) => (
                  <Quote key={number} line={{ ...line, isInLog: false }} onOpen={() => undefined} />
                ))}
              </ul>
            </div>
          )}
          {advice !== '' && (
            <div class="grounds">
              <p>
                <span class="label">{t('What usually helps:')}</span> {advice}
              </p>
            </div>
          )}
          <div class="buttons">
            <Button
              onClick={() => {
                ask({ type: 'openSession', index });
              }}
            >
              {t('Open Example')}
            </Button>
          </div>
        </section>
      ))}
    </Section>
  );
}

/** The way to the same failures in other jobs. */
function Elsewhere() {
  const ask = useAsk();
  return (
    <Section id="elsewhere" title={t('Other jobs')}>
      <p class="compare">
        <span class="muted">
          {t(
            'The failed jobs of this queue of the last 7 days can be looked through for the same failures, a little of each.',
          )}
        </span>
        <Button
          onClick={() => {
            ask({ type: 'lookThrough' });
          }}
        >
          {t('Look Through Failed Jobs…')}
        </Button>
      </p>
    </Section>
  );
}

function MoreGroups({ hidden }: { hidden: number }) {
  const ask = useAsk();
  const [asked, setAsked] = useState(0);
  return (
    <Button
      busy={asked === hidden}
      onClick={() => {
        setAsked(hidden);
        ask({ type: 'moreGroups' });
      }}
    >
      {plural(hidden, {
        one: 'Show More ({0} Smaller Group)',
        other: 'Show More ({0} Smaller Groups)',
      })}
    </Button>
  );
}
