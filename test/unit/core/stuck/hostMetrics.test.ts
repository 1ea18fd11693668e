import assert from 'node:assert/strict';
import fc from 'fast-check';
import { hostSampleOf, type HostSample, hostStateOf } from '../../../../src/core/stuck/hostMetrics';

const MINUTE = 60_000;
const IDLE: Readonly<Record<string, string>> = {
  'cpu-usage-percent': '0.8',
  'memory-total-bytes': '16287625216',
  'memory-used-bytes': '1628762521',
  'memory-used-percent': '10.0',
  'network-sent-bytes-per-second': '1200',
  'network-recv-bytes-per-second': '800',
  'disk-read-bytes-per-second': '0',
  'disk-write-bytes-per-second': '4096',
};

function event(fields: Readonly<Record<string, string>>, minute = 0): { timestampMs: number; message: string } {
  const message = JSON.stringify({ level: 'INFO', ti: '📊', type: 'Metrics', subtype: 'System', ...fields });
  return { timestampMs: minute * MINUTE, message };
}

function samples(count: number, fields: (minute: number) => Readonly<Record<string, string>>): HostSample[] {
  return Array.from({ length: count }, (_, minute) =>
    hostSampleOf(event({ ...IDLE, ...fields(minute) }, minute)),
  ).filter((sample) => sample !== undefined);
}

describe('what worker agents write about their host', () => {
  it('is read from structured and from plain logs alike', () => {
    const text = Object.entries(IDLE)
      .map(([name, value]) => `${name} ${value}`)
      .join(' ');
    const expected = {
      atMs: 0,
      cpuPercent: 0.8,
      gpuPercent: undefined,
      memoryPercent: (100 * 1628762521) / 16287625216,
      networkRate: 2000,
      diskRate: 4096,
    };
    assert.deepEqual(hostSampleOf(event(IDLE)), expected);
    assert.deepEqual(
      hostSampleOf({ timestampMs: 0, message: `[2026-11-23 09:00:00][INFO    ] 📊 Metrics.System 📊 ${text}` }),
      expected,
    );
  });

  it('leaves out what the agent could not tell', () => {
    const sample = hostSampleOf(event({ ...IDLE, 'disk-read-bytes-per-second': 'NOT_AVAILABLE' }));
    assert.equal(sample?.diskRate, undefined);
    assert.equal(sample?.networkRate, 2000);
  });

  it('is nothing in any other line, whatever it holds', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.json(),
          fc.string().map((text) => `{"type":"Metrics"${text}`),
        ),
        (message) => {
          assert.equal(hostSampleOf({ timestampMs: 0, message }), undefined);
        },
      ),
    );
  });

  it('says that a host is still, but not on the word of its CPU alone', () => {
    const idle = hostStateOf(
      samples(10, () => ({})),
      10 * MINUTE,
    );
    assert.deepEqual(idle, { stillSinceMs: 0, isWorking: false, isCpuTold: true });
    const reading = samples(10, () => ({ 'cpu-usage-percent': '0.0', 'disk-read-bytes-per-second': '90000000' }));
    assert.deepEqual(hostStateOf(reading, 10 * MINUTE), { stillSinceMs: undefined, isWorking: true, isCpuTold: false });
    const old = samples(10, () => ({ 'cpu-usage-percent': '0.0' }));
    assert.deepEqual(hostStateOf(old, 10 * MINUTE), { stillSinceMs: 0, isWorking: false, isCpuTold: false });
  });

  it('says that a host works by its CPU, its GPU, its memory or its traffic', () => {
    for (const fields of [
      { 'cpu-usage-percent': '97.1' },
      { 'gpu-utilization-percent': '88' },
      { 'network-recv-bytes-per-second': '5000000' },
    ]) {
      assert.equal(
        hostStateOf(
          samples(10, () => fields),
          10 * MINUTE,
        )?.isWorking,
        true,
      );
    }
    const growing = samples(10, (minute) => ({ 'memory-used-bytes': String(1e9 + minute * 4e8) }));
    assert.equal(hostStateOf(growing, 10 * MINUTE)?.stillSinceMs, undefined);
  });

  it('says nothing after a gap, and from too few readings', () => {
    assert.equal(
      hostStateOf(
        samples(4, () => ({})),
        4 * MINUTE,
      ),
      undefined,
    );
    assert.equal(
      hostStateOf(
        samples(10, () => ({})),
        20 * MINUTE,
      ),
      undefined,
    );
  });
});
