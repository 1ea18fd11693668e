import type { RuleExamples } from '../../example';

export const CYCLES_EXAMPLES: RuleExamples = {
  'cycles-gpu-memory': {
    source: 'blender/cycles src/device; laurent-clouet/sheepit-client src/com/sheepit/client/Job.java',
    fails: [
      'System is out of GPU and shared host memory',
      'Out of memory in cuStreamCreate(&cuda_stream_, CU_STREAM_NON_BLOCKING)',
      'CUDA error at cuCtxCreate: Out of memory',
      'Error: System is out of GPU memory',
    ],
    harmless: [
      'CUDA error: Launch failed in cuMemFree(cuda_device_ptr(mem.device_pointer)), line 615',
      'Fra:7 Mem:405.91M (Peak 633.81M) | Scene, ViewLayer | Sample 12/512',
    ],
  },
  'cycles-image-size': {
    source: 'blender/cycles src/device',
    fails: [
      'Maximum GPU 2D texture size exceeded (max 16384x16384, found 20000x4000)',
      'GPUTexture: texture alloc failed. Likely not enough Video Memory.',
    ],
    harmless: ['Texture size 8192x8192'],
  },
  'cycles-kernel': {
    source: 'blender/cycles src/device; laurent-clouet/sheepit-client src/com/sheepit/client/Job.java',
    fails: [
      'CUDA kernel compilation failed, see console for details.',
      'CUDA binary kernel for this graphics card compute capability (3.0) not found.',
      'CUDA backend requires compute capability 5.0 or up, but found 3.5. Your GPU is not supported.',
      "Failed to load OptiX kernel from '/opt/blender/kernel_optix.ptx'",
    ],
    harmless: ['Loading render kernels (may take a few minutes the first time)', 'Compiling CUDA kernel ...'],
  },
  'cycles-device': {
    source: 'blender/cycles src/device; laurent-clouet/sheepit-client src/com/sheepit/client/Job.java',
    fails: [
      'Found no Cycles device of the specified type',
      'Failed to create CUDA context (Invalid device)',
      'CUDA error: Launch exceeded timeout in cuCtxSynchronize()',
    ],
    harmless: ['Using CUDA device NVIDIA L4'],
  },
  'cycles-optix-build': {
    source: 'blender/cycles src/device',
    fails: ['Error: Failed to build OptiX acceleration structure'],
    harmless: ['Building OptiX acceleration structure'],
  },
  'cycles-fault': {
    source: 'laurent-clouet/sheepit-client src/com/sheepit/client/Job.java',
    fails: [
      'CUDA error: Illegal address in cuCtxSynchronize(), line 1372',
      'Error: CUDA error: Launch failed in cuCtxSynchronize(), line 1372',
    ],
    harmless: ['CUDA error: Launch failed in cuMemFree(cuda_device_ptr(mem.device_pointer)), line 615'],
  },
  'cycles-shader': {
    source: 'blender/cycles src/device, src/app',
    fails: ['Failed to create OSL node from "/mnt/osl/skin.osl"', 'OSL node without using --shadingsys osl.'],
    harmless: ['OSL shader compiled: skin.osl'],
  },
  'luxcore-memory': {
    source: 'LuxCoreRender/LuxCore issue 372; src/luxrays',
    fails: [
      'CUDA driver API error CUDA_ERROR_OUT_OF_MEMORY (code: 2, file: cudadevice.cpp)',
      'OpenCL driver API error CL_MEM_OBJECT_ALLOCATION_FAILURE',
    ],
    harmless: ['[LuxRays] CUDA driver API version 12.4'],
  },
  'luxcore-file': {
    source: 'LuxCoreRender/LuxCore src/slg',
    fails: [
      'RUNTIME ERROR: Error opening image file : /mnt/tex/a.exr',
      'Error while loading serialized scene: /mnt/lux/a.bsc',
    ],
    harmless: ['Opening image file: /mnt/tex/a.exr'],
  },
  'mitsuba-file': {
    source: 'mitsuba-renderer/mitsuba3 src',
    fails: ['[main] BitmapTexture: "/mnt/tex/a.exr": file does not exist!', 'Could not open "scene.xml"!'],
    harmless: ['Loading XML file "scene.xml" with variant "scalar_rgb"..'],
  },
  'mitsuba-scene': {
    source: 'mitsuba-renderer/mitsuba3 src',
    fails: [
      'Error while loading XML file "scene.xml": unreferenced property "foo"!',
      'Error while loading PLY file "/mnt/geo/a.ply": unexpected end of file!',
    ],
    harmless: ['Loaded PLY file "/mnt/geo/a.ply"'],
  },
  'mitsuba-plugin': {
    source: 'mitsuba-renderer/mitsuba3 src',
    fails: [
      'Error while loading plugin "/opt/mitsuba/plugins/foo.so": undefined symbol',
      'At scene.xml: failed to instantiate bsdf plugin of type "hair": missing',
    ],
    harmless: [
      'Error loading plugin library "/opt/vray/vrayplugins/libvray_GeomSpecialA.so": [loadLibEx] 127: undefined symbol',
    ],
  },
  'mentalray-memory': {
    source: 'mental ray message format (mayastation.typepad.com, 2009)',
    fails: ["MEM 0.2 fatal 031008: can't allocate 16777216 bytes."],
    harmless: ['MEM 0.2 info : allocated 16777216 bytes'],
  },
  'mentalray-shader': {
    source: 'mental ray message format (mayastation.typepad.com, 2009)',
    fails: [
      'API 0.1 error 301031: file.mi, line 123: call to undeclared function "studio_skin"',
      "LINK 0.4 fatal 041013: can't load library libstudio.so",
    ],
    harmless: ['API 0.1 warn 302010: function overwritten'],
  },
  'mentalray-file': {
    source: 'mental ray message format (mayastation.typepad.com, 2009)',
    fails: [
      'IMG 0.3 error 081008: can\'t open "/mnt/tex/a.tif"',
      'SCEN 0.1 fatal 011004: cannot open file /mnt/mi/a.mi',
    ],
    harmless: ['IMG 0.3 progr: opening texture /mnt/tex/a.tif'],
  },
  'maxwell-scene': {
    source: 'applemin/Deadline_Development plugins/Maxwell/Maxwell.py',
    fails: ['ERROR: MXS file not found: /mnt/mxs/a.mxs', 'Cannot perform merge because seed file "a.mxi" is missing'],
    harmless: ['MXS file loaded'],
  },
};
