/** A farm whose jobs have other names. */
import type { SampleFarm } from '../../../src/sampleFarm/index';

/** Answers as the farm does, but each job that is listed has the next of these names, from the first again after the last. */
export function withJobNames(
  { handle }: Pick<SampleFarm, 'handle'>,
  names: readonly string[],
): Pick<SampleFarm, 'handle'> {
  const given = new Map<string, string>();
  const nameOf = (jobId: string): string => {
    const name = given.get(jobId) ?? names[given.size % names.length] ?? jobId;
    given.set(jobId, name);
    return name;
  };
  return {
    handle: async (request, signal) => {
      const response = await handle(request, signal);
      const body = response.body.startsWith('{') ? (JSON.parse(response.body) as { jobs?: unknown }) : {};
      if (!Array.isArray(body.jobs)) {
        return response;
      }
      const jobs = (body.jobs as readonly { readonly jobId: string }[]).map((job) => ({
        ...job,
        name: nameOf(job.jobId),
      }));
      return { ...response, body: JSON.stringify({ ...body, jobs }) };
    },
  };
}
