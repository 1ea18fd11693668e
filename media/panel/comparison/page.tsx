/** What one run has that others, which succeeded, have not: a drawing of one picture. */
import { useState } from 'preact/hooks';
import { formatNumber, plural, t } from '../../../src/core/text/localize';
import type { ComparisonPicture, ComparisonResult, SidePicture } from '../../../src/render/panel/comparisonProtocol';
import { type Ask, AskContext, useAsk } from '../parts/host';
import { Icon } from '../parts/icons';
import { Button, FaultNote, Section } from '../parts/parts';
import { Quote } from '../session/failure/quote';
import { Reading } from '../session/reading';
import { capital } from '../parts/text';
import { Facts } from './facts';

export function Page({ picture, news, ask }: { picture: ComparisonPicture | undefined; news: string; ask: Ask }) {
  return (
    <AskContext.Provider value={ask}>
      <main class="page" aria-busy={picture?.isReading ?? true}>
        {picture ? <Drawing picture={picture} /> : <Reading what="logs" />}
      </main>
      <div class="unseen" role="status" aria-live="polite">
        {news}
      </div>
    </AskContext.Provider>
  );
}

function Drawing({ picture }: { picture: ComparisonPicture }) {
  const { fault, result } = picture;
  return (
    <>
      <Header picture={picture} />
      {fault && <FaultNote fault={fault} loud />}
      {result && <Result result={result} />}
    </>
  );
}

function Header({ picture: { title, isSample, isReading, progress, result } }: { picture: ComparisonPicture }) {
  const ask = useAsk();
  return (
    <header class="header">
      <div class="title-row">
        <h1 dir="auto">{title}</h1>
        <div class="buttons" role="group" aria-label={t('Comparison')}>
          {result && (
            <Button
              look="primary"
              icon="log"
              onClick={() => {
                ask({ type: 'openDiff' });
              }}
            >
              {t('Open Diff')}
            </Button>
          )}
          <Button
            icon="refresh"
            busy={isReading}
            onClick={() => {
              ask({ type: 'refresh' });
            }}
          >
            {t('Refresh')}
          </Button>
          <Button
            onClick={() => {
              ask({ type: 'chooseReference' });
            }}
          >
            {t('Compare with Another…')}
          </Button>
        </div>
      </div>
      <div class="state-row">
        {isSample && <span class="chip stale">{t('Sample data')}</span>}
        {result && <p class="verdict">{result.verdict}</p>}
      </div>
      {isReading && (
        <div class="progress">
          <span class="reading-bar" aria-hidden="true" />
          <p class="progress-words">{progress}</p>
        </div>
      )}
    </header>
  );
}

function Result({ result }: { result: ComparisonResult }) {
  const { subject, reference, notes, tables } = result;
  return (
    <>
      <div class="sides">
        <Side of="subject" side={subject} />
        <Side of="reference" side={reference} />
      </div>
      <Lines result={result} />
      {tables.length > 0 && <Facts tables={tables} {...columnTitles(subject, reference)} />}
      <ul class="notes muted" role="list">
        {notes.map((note) => (
          <li key={note} dir="auto">
            {note}
          </li>
        ))}
      </ul>
    </>
  );
}

/** Titles that differ, also of two tries of one frame. */
function columnTitles(subject: SidePicture, reference: SidePicture): { subject: string; reference: string } {
  return subject.label === reference.label
    ? { subject: t('{0} (in question)', subject.label), reference: t('{0} (compared with)', reference.label) }
    : { subject: subject.label, reference: reference.label };
}

/** One of the two runs. */
function Side({ of, side }: { of: 'subject' | 'reference'; side: SidePicture }) {
  const ask = useAsk();
  return (
    <section class={`side tone-${side.tone}`} aria-labelledby={`${of}-role ${of}`}>
      <p class="failure-label" id={`${of}-role`}>
        {of === 'subject' ? t('In question') : t('Compared with')}
      </p>
      <h2 id={of} dir="auto">
        <Icon name={side.tone} />
        <span>{side.label}</span>
      </h2>
      <p>
        <strong>{capital(side.status)}</strong>
      </p>
      <p dir="auto">{side.of}</p>
      <p class="muted" dir="auto">
        {side.facts}
      </p>
      {side.unread !== '' && (
        <p class="unread" dir="auto">
          <Icon name="warning" />
          <span>{side.unread}</span>
        </p>
      )}
      <Button
        icon="log"
        onClick={() => {
          ask({ type: 'openLog', of });
        }}
      >
        {of === 'subject' ? t('Open Its Log') : t('Open the Other Log')}
      </Button>
    </section>
  );
}

/** How many lines are shown to begin with. */
const FIRST_LINES = 10;

/** The lines that are rare, each with the way to its place in the log. */
function Lines({ result: { lines, hiddenLines } }: { result: ComparisonResult }) {
  const ask = useAsk();
  const [isOpen, setOpen] = useState(false);
  if (lines.length === 0) {
    return null;
  }
  const more = lines.length - FIRST_LINES;
  return (
    <Section id="lines" title={t('Rarest lines first')}>
      <div class="evidence">
        <ol role="list">
          {(isOpen ? lines : lines.slice(0, FIRST_LINES)).map(({ text, why }, index) => (
            <Quote
              key={index}
              line={{ text, why, isInLog: true }}
              onOpen={() => {
                ask({ type: 'openLine', index });
              }}
            />
          ))}
        </ol>
      </div>
      {more > 0 && (
        <Button
          expanded={isOpen}
          onClick={() => {
            setOpen(!isOpen);
          }}
        >
          {isOpen ? t('Show Fewer') : t('Show {0} More', formatNumber(more))}
        </Button>
      )}
      {isOpen && hiddenLines > 0 && (
        <p class="muted">
          {plural(hiddenLines, {
            one: '{0} more is in the logs alone: “Open Diff” shows it.',
            other: '{0} more are in the logs alone: “Open Diff” shows them.',
          })}
        </p>
      )}
    </Section>
  );
}
