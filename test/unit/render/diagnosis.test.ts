import assert from 'node:assert/strict';
import {
  causeLabel,
  causeLine,
  causeSentence,
  certaintyHeading,
  concernWords,
  evidenceAt,
  evidenceLines,
  otherFailures,
} from '../../../src/render/diagnosis';
import { diagnosis } from '../../support/sessions/sessions';

const LINE = { event: 0, line: 0, timestampMs: 1 };

describe('a diagnosis in words', () => {
  it('says how sure it is, never as a number', () => {
    assert.equal(certaintyHeading({ cause: 'memory', certainty: 'sure' }), 'Cause');
    assert.equal(certaintyHeading({ cause: 'memory', certainty: 'likely' }), 'Likely cause');
    assert.equal(certaintyHeading({ cause: 'unknown', certainty: 'unknown' }), 'Cause unknown');
  });

  it('does not call what a person or a shutdown stopped a failure', () => {
    assert.equal(certaintyHeading({ cause: 'canceled', certainty: 'sure' }), 'Not a failure');
    assert.equal(certaintyHeading({ cause: 'interrupted', certainty: 'sure' }), 'Not a failure');
  });

  it('names what it is about, as text', () => {
    const about = diagnosis([], {
      cause: 'missing-input',
      sentence: 'An input file was not found.',
      subject: 'wet\u202eRock.exr',
    });
    assert.equal(causeSentence(about), 'An input file was not found: wet\\u202eRock.exr');
    assert.equal(causeSentence({ ...about, subject: undefined }), 'An input file was not found.');
  });

  it('is what the job itself reported, in the words of the job', () => {
    const one = diagnosis(['openjd_fail: Plate 1017 is missing'], { cause: 'job-said' });
    assert.equal(causeSentence(one), 'The job reported: Plate 1017 is missing');
  });

  it('is a few words where room is short', () => {
    assert.equal(causeLabel(diagnosis([], { cause: 'gpu-memory' })), 'out of GPU memory');
    assert.equal(causeLabel(diagnosis([], { certainty: 'likely' })), 'likely out of memory');
    const own = {
      cause: 'unknown',
      sentence: 'The plate is missing.',
      studio: { id: 'studio-1', link: undefined },
    } as const;
    assert.equal(causeLabel(diagnosis([], own)), 'The plate is missing');
    assert.equal(causeLine(diagnosis([], { certainty: 'likely' })), 'Likely cause: The host ran out of memory.');
  });

  it('says where to look', () => {
    assert.equal(concernWords({ concerns: ['scene', 'machine'] }), 'the scene or this host');
    assert.equal(concernWords({ concerns: ['network'] }), 'the network');
    assert.equal(concernWords({ concerns: [] }), '');
  });

  it('numbers its lines of evidence, where it stopped and other failures as one list', () => {
    const other = { text: 'no license', at: LINE, why: '' };
    const stopped = { text: 'last words', at: LINE, why: 'last output of the program' };
    const one = diagnosis(['first', 'second'], {
      others: [{ cause: 'license', sentence: 'No license was available.', evidence: other }],
      stoppedAt: stopped,
    });
    assert.deepEqual(
      evidenceLines(one).map(({ index, text, isInLog }) => [index, text, isInLog]),
      [
        [0, 'first', true],
        [1, 'second', true],
        [2, 'last words', true],
      ],
    );
    assert.deepEqual(
      otherFailures(one).map(({ sentence, line }) => [sentence, line.index]),
      [['No license was available.', 3]],
    );
    assert.equal(evidenceAt(one, 3), other);
    assert.equal(evidenceAt(one, 4), undefined);
  });
});
