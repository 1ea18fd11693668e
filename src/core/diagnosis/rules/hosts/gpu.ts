import type { Rule } from '../../matching/rule';

/** What GPU drivers and GPU programming interfaces report. */
export const GPU_RULES: readonly Rule[] = [
  // The GPU's memory did not suffice.
  {
    id: 'gpu-cuda-memory',
    pattern:
      /\bCUDA_ERROR_OUT_OF_MEMORY\b|(?<!critical error \[)\bcudaErrorMemoryAllocation\b|\bcuda(?:_)?out_?of_?memory\b|\bCUDA (?:runtime |driver )?error\b.{0,60}\bout of memory\b|\bcu(?:CtxCreate|ModuleLoad\w*|StreamCreate)\b.{0,20}\bout of memory\b|\bCUDA out of memory\b|\bout of memory in cu\w+|\bcu(?:Mem\w{0,12}Alloc|daMalloc)\w*\b.{0,60}(?:out of memory|failed|error)|\bCU(?:BLAS|FFT|DNN|SPARSE|SOLVER)_(?:STATUS_)?ALLOC_FAILED\b/i,
    cause: 'gpu-memory',
    certainty: 'sure',
  },
  {
    id: 'gpu-optix-memory',
    pattern:
      /\bOPTIX_ERROR_(?:DEVICE_OUT_OF_MEMORY|CUDA_ERROR_OUT_OF_MEMORY|LAUNCH_OUT_OF_MEMORY)\b|\bRT_ERROR_MEMORY_ALLOCATION_FAILED\b/,
    cause: 'gpu-memory',
    certainty: 'sure',
  },
  {
    id: 'gpu-hip-memory',
    pattern:
      /\bhipErrorOutOfMemory\b|\bhipErrorMemoryAllocation\b|\bHIP (?:error: )?out of memory\b|\bout of memory in hip\w+/i,
    cause: 'gpu-memory',
    certainty: 'sure',
  },
  {
    id: 'gpu-vulkan-memory',
    pattern:
      /\bVK_ERROR_OUT_OF_(?:DEVICE|POOL)_MEMORY\b|\bErrorOutOf(?:Device|Pool)Memory\b|\bGL_OUT_OF_MEMORY\b|\bGL error:? 0x0?505\b/i,
    cause: 'gpu-memory',
    certainty: 'sure',
  },
  {
    id: 'gpu-opencl-memory',
    pattern:
      /\bCL_MEM_OBJECT_ALLOCATION_FAILURE\b|\bCL_OUT_OF_RESOURCES\b|\bclCreateBuffer\b.{0,40}\(?-(?:4|5|61)\b|\bCL_INVALID_BUFFER_SIZE\b/,
    cause: 'gpu-memory',
    certainty: 'likely',
  },
  {
    id: 'gpu-directx-memory',
    pattern:
      /\b(?:I?D3D\w{0,20}|CreateCommittedResource|CreatePlacedResource|CreateTexture[23]D|CreateHeap|DXGI\w{0,20}|RHI\w{0,12})\b.{0,120}(?:\bE_OUTOFMEMORY\b|\bout of memory\b)/i,
    cause: 'gpu-memory',
    certainty: 'likely',
  },
  {
    id: 'gpu-metal-memory',
    pattern:
      /\bkIOGPUCommandBufferCallbackErrorOutOfMemory\b|\bMTLCommandBufferErrorOutOfMemory\b|\bMetal\b.{0,60}\b(?:out of memory|insufficient memory)\b/i,
    cause: 'gpu-memory',
    certainty: 'sure',
  },
  {
    id: 'gpu-host-memory',
    pattern:
      /\bVK_ERROR_OUT_OF_HOST_MEMORY\b|\bErrorOutOfHostMemory\b|\bCL_OUT_OF_HOST_MEMORY\b|\bOPTIX_ERROR_HOST_OUT_OF_MEMORY\b|\bcudaErrorHostMemory\w*\b|\bcuMemHostAlloc\b.{0,60}(?:out of memory|failed)/i,
    cause: 'memory',
    certainty: 'sure',
  },
  {
    id: 'gpu-memory-words',
    pattern:
      /^(?!.*\b(?:warning|falling back|fall back|out-of-core|retry|using the CPU|reducing)\b).*(?:\bOOM when allocating tensor\b.{0,300}\bGPU:\d|\bout of (?:\w{1,12} )?(?:GPU|VRAM|video|device|graphics|dedicated)(?:[- ]memory| RAM)?\b|\b(?:GPU|video card|graphics card|CUDA device|device) (?:\S{1,20} )?(?:ran|is|has run|run) out of (?:memory|VRAM)\b|\b(?:not enough|insufficient|ran out of) (?:free |available )?(?:GPU|video|VRAM|device|graphics|dedicated)(?:[- ]?memory|RAM| RAM)?\b(?: on| to| for| available|[.:!]|$)|\b(?:failed|unable|could not|cannot) (?:to )?allocate (?:\S{1,12} ){0,3}?(?:GPU|VRAM|video|device|graphics)(?: memory| RAM)?\b|\b(?:GPU|VRAM|video memory|device memory)\b.{0,60}\b(?:exhausted|out of memory|allocation failed|insufficient memory|not enough memory)\b)/i,
    cause: 'gpu-memory',
    certainty: 'sure',
  },
  // The driver or the device is gone, hung or too old.
  {
    id: 'gpu-cuda-no-device',
    pattern:
      /\bCUDA_ERROR_(?:NO_DEVICE|INVALID_DEVICE|DEVICE_UNAVAILABLE|DEVICE_NOT_LICENSED|SYSTEM_NOT_READY|SYSTEM_DRIVER_MISMATCH|COMPAT_NOT_SUPPORTED_ON_DEVICE|NOT_INITIALIZED|STUB_LIBRARY)\b|\bcudaError(?:NoDevice|InvalidDevice|DevicesUnavailable|InsufficientDriver|SystemNotReady|SystemDriverMismatch|InitializationError|StubLibrary)\b|\bno CUDA-capable device is detected\b|\bCUDA driver version is insufficient\b|\ball CUDA-capable devices are busy or unavailable\b|\bCUDA initialization: (?:Unexpected|The NVIDIA driver|CUDA unknown)|\bNo CUDA GPUs are available\b|\bFound no NVIDIA driver\b|\bNVIDIA driver on your system is too old\b/i,
    cause: 'gpu-display',
    certainty: 'sure',
  },
  {
    id: 'gpu-cuda-fault',
    pattern:
      /\bCUDA_ERROR_(?:LAUNCH_TIMEOUT|LAUNCH_FAILED|ILLEGAL_ADDRESS|ILLEGAL_INSTRUCTION|MISALIGNED_ADDRESS|HARDWARE_STACK_ERROR|ECC_UNCORRECTABLE|UNKNOWN|ASSERT|CONTEXT_IS_DESTROYED|NVLINK_UNCORRECTABLE)\b|\bcudaError(?:LaunchTimeout|LaunchFailure|IllegalAddress|IllegalInstruction|MisalignedAddress|HardwareStackError|ECCUncorrectable|Unknown|Assert|ContextIsDestroyed)\b|\ban illegal memory access was encountered\b|\bunspecified launch failure\b|\bthe launch timed out and was terminated\b|\buncorrectable ECC error\b|\bCUDA error:? (?:\(?\d{1,3}\)?:? )?(?:illegal address|launch exceeded timeout|unknown error|invalid device context|device-side assert)\b/i,
    cause: 'gpu-display',
    certainty: 'likely',
  },
  {
    id: 'gpu-cuda-architecture',
    pattern:
      /\bno kernel image is available for execution on the device\b|\bCUDA_ERROR_(?:NO_BINARY_FOR_GPU|INVALID_PTX|UNSUPPORTED_PTX_VERSION|INVALID_SOURCE|INVALID_IMAGE|JIT_COMPILER_NOT_FOUND)\b|\bcudaError(?:NoKernelImageForDevice|InvalidPtx|UnsupportedPtxVersion|InvalidKernelImage)\b|\bhipError(?:NoBinaryForGpu|InvalidImage|SharedObjectInitFailed)\b|\bprovided PTX was compiled with an unsupported toolchain\b|\bdevice kernel image is invalid\b/,
    cause: 'incompatible',
    certainty: 'sure',
  },
  {
    id: 'gpu-optix-driver',
    pattern:
      /\bOPTIX_ERROR_(?:UNSUPPORTED_ABI_VERSION|LIBRARY_NOT_FOUND|ENTRY_SYMBOL_NOT_FOUND|LIBRARY_UNLOAD_FAILURE|DEVICE_LOST|NOT_SUPPORTED|INTERNAL_COMPILER_ERROR|CUDA_NOT_INITIALIZED|LAUNCH_FAILURE|INVALID_DEVICE_CONTEXT|PIPELINE_LINK_ERROR|HOST_IO_ERROR|DISK_CACHE_\w{1,40})\b|\bOptiX\b.{0,80}\b(?:requires|needs) (?:a |an )?(?:newer |NVIDIA |updated )*driver\b|\bOptiX (?:initialization|init) failed\b/i,
    cause: 'gpu-display',
    certainty: 'sure',
  },
  {
    id: 'gpu-nvidia-driver',
    pattern:
      /\bNVIDIA-SMI has failed because\b|\bFailed to initialize NVML\b|\bDriver\/library version mismatch\b|\bNVML: (?:Driver Not Loaded|Unknown Error)\b|\bnvml error: driver not loaded\b|\bnvidia-container-cli: (?:initialization|requirement|detection) error\b|\bcould not select device driver .{0,40}gpu\b|\blibcuda\.so(?:\.\d+)?: cannot open shared object file\b|\bcould not (?:find|load) (?:libcuda|nvcuda)\b/i,
    cause: 'gpu-display',
    certainty: 'likely',
  },
  {
    id: 'gpu-fallen-off',
    pattern:
      /\bGPU has fallen off the bus\b|\bNVRM: Xid\b|\bGPU is lost\b|\bnvlddmkm\b.{0,60}\b(?:stopped|failed|not responding)\b|\bDisplay driver \S{1,40} stopped responding\b|\bamdgpu: GPU reset\b|\bGPU (?:hang|hung|crash) (?:detected|dump)\b|\bGPU (?:Hang|Timeout) Error\b|\bkIOGPUCommandBufferCallbackError(?:Timeout|Hang|InnocentVictim)\b/i,
    cause: 'gpu-display',
    certainty: 'sure',
  },
  {
    id: 'gpu-directx-device',
    pattern:
      /\bDXGI_ERROR_(?:DEVICE_(?:REMOVED|HUNG|RESET)|DRIVER_INTERNAL_ERROR|NOT_CURRENTLY_AVAILABLE|UNSUPPORTED|GRAPHICS_VIDPN_SOURCE_IN_USE)\b|\b(?:HRESULT|error|code|status|fail\w{0,4}|exception|result|returned|denied|with|Fehler|erreur|エラー|错误).{0,40}\b(?:0x)?887A00(?:0[4-7]|20)\b|GetDeviceRemovedReason\b.{0,40}\b0x887A|\bD3D(?:11|12)?(?: device)? (?:device )?(?:was |is |has been |being )?(?:lost|removed|hung)\b|\b(?:Direct3D|GPU|graphics) device (?:instance )?(?:was |is |has been )?(?:lost|removed|hung|suspended|reset)\b|\bUse GetDeviceRemovedReason\b/i,
    cause: 'gpu-display',
    certainty: 'sure',
  },
  {
    id: 'gpu-directx-missing',
    pattern:
      /\bDirectX ?1[12](?: feature level \S{1,12})? is not supported\b|\bD3D1[12]-compatible GPU\b.{0,120}\brequired\b|\bA D3D1[12]-compatible GPU\b|\bfailed to create (?:a )?(?:D3D|Direct3D|DirectX) ?(?:9|11|12)? ?device\b|\bfailed to find (?:a )?(?:compatible )?D3D1[12] adapter\b/i,
    cause: 'gpu-display',
    certainty: 'sure',
  },
  {
    id: 'gpu-vulkan-device',
    pattern:
      /\bVK_ERROR_(?:DEVICE_LOST|INITIALIZATION_FAILED|INCOMPATIBLE_DRIVER|FEATURE_NOT_PRESENT|EXTENSION_NOT_PRESENT|LAYER_NOT_PRESENT|SURFACE_LOST_KHR)\b|\bError(?:DeviceLost|IncompatibleDriver|InitializationFailed)\b|\bfailed to find (?:GPUs with Vulkan support|a suitable GPU)\b|\b(?:Cannot|Could not|Failed to) (?:find|create) (?:a )?(?:compatible |suitable )?Vulkan (?:installable client driver|instance|device|driver)\b|\bvkCreate(?:Instance|Device)\b.{0,60}\b(?:failed|error|returned)\b/i,
    cause: 'gpu-display',
    certainty: 'sure',
  },
  {
    id: 'gpu-hip-device',
    pattern:
      /\bhipError(?:NoDevice|InvalidDevice|InsufficientDriver|LaunchFailure|IllegalAddress|NotInitialized|Unknown)\b|\bno ROCm-capable device is detected\b/,
    cause: 'gpu-display',
    certainty: 'sure',
  },
  {
    id: 'gpu-opencl-device',
    pattern:
      /\bCL_DEVICE_NOT_(?:FOUND|AVAILABLE)\b|\b(?:CL_)?PLATFORM_NOT_FOUND_KHR\b|\bCL_(?:BUILD_PROGRAM_FAILURE|COMPILER_NOT_AVAILABLE)\b|\bCUDNN_STATUS_NOT_INITIALIZED\b|\bno OpenCL (?:platforms?|devices?) (?:found|available|detected)\b(?!.{0,60}CPU)/i,
    cause: 'gpu-display',
    certainty: 'likely',
  },
  {
    id: 'gpu-no-device',
    pattern:
      /^(?!.*\b(?:CPU|fall(?:ing)? back|software|optional|skip\w*|disabled|denois\w*)\b).*\b(?:no|could not find (?:an?|any)|couldn't find (?:an?|any)|failed to find (?:an?|any)|unable to find (?:an?|any)|cannot find (?:an?|any)) (?:\w{1,14} )?(?:\w{1,14} )?(?:GPUs?|CUDA|OptiX|HIP|Metal|Vulkan|graphics|render(?:ing)?)(?:-capable|-enabled)?(?: \w{1,10})? ?(?:devices?|GPUs?|cards?|adapters?|hardware)?(?: (?:was|were|is|are))? ?(?:found|detected|available|present)?(?: (?:for|on|with) [\w ]{1,30})?\s*(?:[.!:,(]|$)/i,
    cause: 'gpu-display',
    certainty: 'likely',
  },
  {
    id: 'gpu-capability',
    pattern:
      /\brequires? (?:an? )?(?:NVIDIA |CUDA |RTX )*(?:GPU|graphics card|video card)\b.{0,60}\b(?:compute capability|CUDA|OptiX|RTX|DirectX|Vulkan)\b|\bcompute capability (?:of )?[\d.]{1,5} (?:or (?:higher|later) )?(?:is )?(?:required|too low|not supported)\b/i,
    cause: 'gpu-display',
    certainty: 'likely',
  },
  {
    id: 'gpu-driver-old',
    pattern:
      /\b(?:GPU|graphics(?: card)?|video(?: card)?|display|NVIDIA|AMD|Intel) driver(?: version)?(?: \S{1,20})? (?:is )?(?:too old|outdated|not supported|unsupported|not installed|not loaded|not found|crashed|has crashed|insufficient)\b|\b(?:update|upgrade) your (?:GPU|graphics|video|display|NVIDIA) drivers?\b/i,
    cause: 'gpu-display',
    certainty: 'likely',
  },
];
