/** What is remembered of the same failure, and what the person writes about it. */
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { t } from '../../../src/core/text/localize';
import { LONGEST_NOTE, type SeenPicture } from '../../../src/render/panel/jobProtocol';
import { useAsk } from '../parts/host';
import { Button } from '../parts/parts';

/** How long the keyboard rests before a note is kept: less than a person notices to have lost. */
const KEEP_AFTER_MS = 400;

export function Note({ group, seen: { words, note } }: { group: string; seen: SeenPicture }) {
  const [isWriting, setWriting] = useState(false);
  return (
    <div class={words !== '' || isWriting || note !== '' ? 'seen known' : 'seen'}>
      {words !== '' && <p>{words}</p>}
      {isWriting || note !== '' ? (
        <Writing
          group={group}
          note={note}
          isNew={isWriting}
          onFocus={() => {
            setWriting(true);
          }}
        />
      ) : (
        <Button
          look="quiet"
          onClick={() => {
            setWriting(true);
          }}
        >
          {t('Add a Note')}
        </Button>
      )}
    </div>
  );
}

interface WritingProps {
  readonly group: string;
  /** As it is kept. */
  readonly note: string;
  /** Whether the user has just opened the field. */
  readonly isNew: boolean;
  readonly onFocus: () => void;
}

/** Each change of the text is saved. A note from another window replaces the text while the field has no focus. */
function Writing({ group, note, isNew, onFocus }: WritingProps) {
  const ask = useAsk();
  const [typed, setTyped] = useState<string>();
  const field = useRef<HTMLTextAreaElement>(null);
  const unkept = useRef<string>();
  const keep = (): void => {
    if (unkept.current !== undefined) {
      ask({ type: 'note', group, text: unkept.current });
      unkept.current = undefined;
    }
  };
  // At once, so that the first letters are not lost.
  useLayoutEffect(() => {
    if (isNew) {
      field.current?.focus();
    }
    return keep;
  }, []);
  useEffect(() => {
    const timer = window.setTimeout(keep, KEEP_AFTER_MS);
    return () => {
      window.clearTimeout(timer);
    };
  }, [typed]);
  return (
    <label class="note">
      <span class="failure-label">{t('Your note')}</span>
      <textarea
        ref={field}
        rows={2}
        dir="auto"
        maxLength={LONGEST_NOTE}
        placeholder={t('What it was, who helps, what to try')}
        value={typed ?? note}
        onFocus={onFocus}
        onInput={(event) => {
          unkept.current = event.currentTarget.value;
          setTyped(event.currentTarget.value);
        }}
        onBlur={() => {
          keep();
          setTyped(undefined);
        }}
      />
    </label>
  );
}
