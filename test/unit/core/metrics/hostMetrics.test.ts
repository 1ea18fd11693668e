import assert from 'node:assert/strict';
import fc from 'fast-check';
import { fullBefore, hostSamplesOf } from '../../../../src/core/metrics/hostMetrics';

const GIB = 2 ** 30;

/** A line as an agent writes it. */
function metrics(values: Readonly<Record<string, unknown>> = {}): string {
  return JSON.stringify({
    level: 'INFO',
    ti: '📊',
    type: 'Metrics',
    subtype: 'System',
    'cpu-usage-percent': '42.0',
    'memory-total-bytes': String(64 * GIB),
    'memory-used-bytes': String(16 * GIB),
    'memory-used-percent': '25.0',
    'total-disk-bytes': '1000',
    'total-disk-used-bytes': '250',
    'total-disk-used-percent': '0.2',
    'network-sent-bytes-per-second': 'NOT_AVAILABLE',
    ...values,
  });
}

const samplesOf = (...messages: readonly string[]) =>
  hostSamplesOf(messages.map((message, index) => ({ timestampMs: index * 60_000, message })));

describe('host metrics', () => {
  it('are read from plain logs, too', () => {
    const message = 'Metrics.System memory-used-bytes 50 memory-total-bytes 100 cpu-usage-percent 3.0';
    assert.deepEqual(
      hostSamplesOf([{ timestampMs: 1, message }]).map(({ timestampMs, memory, cpu }) => [timestampMs, memory, cpu]),
      [[1, 0.5, undefined]],
    );
  });

  it('are shares computed from bytes, whatever the agent says in percent', () => {
    for (const percent of ['0.2', '25.0', '99']) {
      const [sample] = samplesOf(metrics({ 'total-disk-used-percent': percent, 'memory-used-percent': percent }));
      assert.deepStrictEqual(sample, {
        timestampMs: 0,
        memory: 0.25,
        memoryTotalBytes: 64 * GIB,
        disk: 0.25,
        cpu: undefined,
        gpuMemory: undefined,
      });
    }
  });

  it('tell the processor only of agents that are known to measure it', () => {
    const cpuOf = (version: string): number | undefined =>
      samplesOf(JSON.stringify({ level: 'INFO', type: 'AgentInfo', agent: { version } }), metrics())[0]?.cpu;
    assert.deepStrictEqual(['0.33.1', '0.33.12', '0.34.0', '1.0.0'].map(cpuOf), [0.42, 0.42, 0.42, 0.42]);
    assert.deepStrictEqual(['0.33.0', '0.32.9', '0.28.4', '', 'new'].map(cpuOf), Array<undefined>(5).fill(undefined));
    const said = JSON.stringify({ level: 'INFO', type: 'AgentInfo', message: 'Worker agent 0.33.2, Python 3.11.9' });
    assert.equal(samplesOf(said, metrics())[0]?.cpu, 0.42);
  });

  it('have the GPU where there is one', () => {
    const [sample] = samplesOf(metrics({ 'gpu-memory-used-mib': '500', 'gpu-memory-total-mib': '1000' }));
    assert.equal(sample?.gpuMemory, 0.5);
  });

  it('leave out what is no number or makes no sense', () => {
    const [sample] = samplesOf(metrics({ 'memory-used-bytes': 'NOT_SUPPORTED', 'total-disk-used-bytes': '2000' }));
    assert.equal(sample, undefined);
    assert.deepStrictEqual(samplesOf('{"type":"Metrics","subtype":"System"}', '{"type":"Metrics"', 'Metrics', ''), []);
  });

  it('are read from any text without a fault, and never leave 0 to 1', () => {
    const value = fc.oneof(fc.string(), fc.double(), fc.constant(null), fc.bigInt().map(String));
    const keys = fc.constantFrom(
      'memory-used-bytes',
      'memory-total-bytes',
      'total-disk-bytes',
      'total-disk-used-bytes',
      'agent',
      'type',
    );
    fc.assert(
      fc.property(fc.dictionary(keys, value), fc.string(), (values, text) => {
        for (const sample of samplesOf(metrics(values), text, `{"Metrics"${text}`)) {
          for (const share of [sample.memory, sample.disk]) {
            assert.ok(share === undefined || (share >= 0 && share <= 1));
          }
        }
      }),
    );
  });

  describe('before an end', () => {
    const memory = (...shares: readonly number[]) =>
      samplesOf(...shares.map((share) => metrics({ 'memory-used-bytes': String(share * 64 * GIB) })));

    it('prove that memory was full, for how long and how much', () => {
      assert.deepStrictEqual(fullBefore(memory(0.3, 0.97, 0.98, 0.96), 'memory', 210_000), {
        most: 0.98,
        forMs: 150_000,
        totalBytes: 64 * GIB,
      });
    });

    it('prove nothing where it was not full at the end, was measured too long ago or not at all', () => {
      assert.equal(fullBefore(memory(0.98, 0.5), 'memory', 70_000), undefined);
      assert.equal(fullBefore(memory(0.98), 'memory', 600_000), undefined);
      assert.equal(fullBefore(memory(0.98), 'memory', -1), undefined);
      assert.equal(fullBefore([], 'disk', 0), undefined);
    });
  });
});
