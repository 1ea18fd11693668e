import type { Rule } from '../../../matching/rule';

/** What Cycles reports, and LuxCore, Mitsuba, mental ray, Maxwell and Guerilla. */
export const CYCLES_RULES: readonly Rule[] = [
  {
    id: 'cycles-gpu-memory',
    pattern:
      /\bSystem is out of GPU\b|\bOut of memory in (?:cu|hip|optix|cl)[A-Z]\w{2,40}|\bC(?:UDA|ycles) error.{0,30}: Out of memory\b|\bmaximum GPU image size or available GPU memory was likely exceeded\b|\bcouldn't allocate integrator state\b|\bFailed to allocate \w{0,30} ?\w{0,30} ?for TLAS\b/i,
    cause: 'gpu-memory',
    certainty: 'sure',
  },
  {
    id: 'cycles-image-size',
    pattern:
      /\bMaximum GPU 2D texture size exceeded\b|\bTexture exceeds maximum allowed size of\b|\btexture alloc failed\b|\blikely not enough video memory\b/i,
    cause: 'gpu-memory',
    certainty: 'sure',
  },
  {
    id: 'cycles-kernel',
    pattern:
      /\b(?:CUDA|HIP|OptiX|Metal|oneAPI) (?:kernel compilation failed|binary kernel for this graphics card)|\bFailed to load (?:CUDA|HIP|OptiX) \w{0,10} ?kernel\b|\bnvcc fatal\b|\b(?:CUDA nvcc|HIP hipcc) compiler not found\b|\b(?:requires|supported only with) compute capability\b|\bHIP backend requires AMD\b/i,
    cause: 'gpu-display',
    certainty: 'sure',
  },
  {
    id: 'cycles-device',
    pattern:
      /\bfound no Cycles device of the specified type\b|\bFailed to (?:create|configure|retain) (?:CUDA|HIP|OptiX|HIPRT) context\b|\bNo device available to denoise on\b|\bCUDA error: Launch exceeded timeout\b/i,
    cause: 'gpu-display',
    certainty: 'sure',
  },
  {
    id: 'cycles-optix-build',
    pattern: /\bFailed to build OptiX acceleration structure\b/,
    cause: 'gpu-memory',
    certainty: 'likely',
  },
  {
    id: 'cycles-fault',
    pattern:
      /\b(?:Illegal address|Launch failed|Unknown error) in cu(?:CtxSynchronize|LaunchKernel|StreamSynchronize)\b|\bInvalid value in cuTexRefSetAddress\b|\bCUDA error: Illegal address\b/i,
    cause: 'gpu-display',
    certainty: 'likely',
  },
  {
    id: 'cycles-shader',
    pattern:
      /\bFailed to (?:load|compile) OSL (?:shader|script)\b|\bOSL node without using --shadingsys osl\b|\bFailed to create OSL node from "(?<subject>[^"]{1,300})/i,
    cause: 'component-missing',
    certainty: 'likely',
  },
  {
    id: 'luxcore-memory',
    pattern:
      /\b(?:CUDA|OptiX|OpenCL) driver API error.{0,60}(?:OUT_OF_MEMORY|out of memory|code: ?2\b|CL_MEM_OBJECT_ALLOCATION_FAILURE|CL_OUT_OF_RESOURCES)/i,
    cause: 'gpu-memory',
    certainty: 'sure',
  },
  {
    id: 'luxcore-file',
    pattern:
      /\bError opening image file ?: ?(?<subject>\S{1,300})|\bError while loading serialized (?:scene|render \w{5,14}|film): (?<file>\S{1,300})/i,
    cause: 'missing-input',
    certainty: 'likely',
  },
  {
    id: 'mitsuba-file',
    pattern:
      /\b[A-Z]\w{2,30}: .{0,60}"(?<subject>[^"]{1,300})": file does not exist!|\bCould not open "(?<file>[^"]{1,300})"!|\bCould not open spectrum file "/,
    cause: 'missing-input',
    certainty: 'sure',
  },
  {
    id: 'mitsuba-scene',
    pattern: /\bError while loading (?:XML|PLY|serialized) file "(?<subject>[^"]{1,300})"/,
    cause: 'bad-scene',
    certainty: 'sure',
  },
  {
    id: 'mitsuba-plugin',
    pattern: /\bError while loading plugin "(?<subject>[^"]{1,200})"|\bfailed to instantiate .{1,40} plugin of type\b/i,
    cause: 'component-missing',
    certainty: 'likely',
  },
  {
    id: 'mentalray-memory',
    pattern: /\b(?:fatal|error) {1,4}\d{6}: .{0,60}can't allocate \d{1,15} bytes\b|\bcan't allocate \d{4,15} bytes\b/i,
    cause: 'memory',
    certainty: 'sure',
  },
  {
    id: 'mentalray-shader',
    pattern:
      /\b(?:fatal|error) {1,4}\d{6}: .{0,200}(?:call to undeclared function|could not be found in|not found in any library|can't load library) ?"?(?<subject>[^"]{0,100})/i,
    cause: 'component-missing',
    certainty: 'sure',
  },
  {
    id: 'mentalray-file',
    pattern:
      /\b(?:fatal|error) {1,4}\d{6}: .{0,60}(?:can't|cannot|could not) (?:open|find|read) (?:file |texture |scene )?"?(?<subject>[^"]{1,300})/i,
    cause: 'missing-input',
    certainty: 'sure',
  },
  {
    id: 'maxwell-scene',
    pattern:
      /\b(?:MXS|MXI|MXM|IFD|LXS|PBRT) file (?:was )?(?:not found|does not exist|could not be (?:opened|found))|\bCannot perform merge because (?:all )?seed files?\b/i,
    cause: 'missing-input',
    certainty: 'likely',
  },
];
