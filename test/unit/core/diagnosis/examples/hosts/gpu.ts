import type { RuleExamples } from '../example';

export const GPU_EXAMPLES: RuleExamples = {
  'gpu-cuda-memory': {
    source: 'NVIDIA/cuda-samples Common/helper_cuda.h',
    fails: [
      'CUDA error: Out of memory in cuMemAlloc(&device_pointer, size)',
      'RuntimeError: CUDA out of memory. Tried to allocate 2.00 GiB (GPU 0; 15.78 GiB total capacity; 13.4 GiB already allocated)',
      'CUDA Runtime Error: cudaErrorMemoryAllocation',
      'CUDA_ERROR_OUT_OF_MEMORY: out of memory',
      'CUDA error 2: out of memory',
    ],
    harmless: [
      'CUDA memory pool: 512 MB',
      'device Type:Optix ID:0 has registered a critical error [cudaErrorMemoryAllocation], so will now stop functioning. Future error messages will be suppressed',
    ],
  },
  'gpu-optix-memory': {
    source: 'NVIDIA/optix-dev include/optix_types.h',
    fails: ["OptiX call 'optixAccelBuild' failed: OPTIX_ERROR_DEVICE_OUT_OF_MEMORY"],
    harmless: ['OPTIX_SUCCESS'],
  },
  'gpu-hip-memory': {
    source: 'ROCm/HIP include/hip/hip_runtime_api.h',
    fails: [
      'HIP error: Out of memory in hipMalloc',
      'torch.OutOfMemoryError: HIP out of memory. Tried to allocate 4.00 GiB',
    ],
    harmless: ['hipMalloc pool: 2 GiB'],
  },
  'gpu-vulkan-memory': {
    source: 'KhronosGroup/Vulkan-Headers include/vulkan/vulkan_core.h',
    fails: ['vkAllocateMemory failed: VK_ERROR_OUT_OF_DEVICE_MEMORY', 'OpenGL error: GL_OUT_OF_MEMORY'],
    harmless: ['VK_SUCCESS'],
  },
  'gpu-opencl-memory': {
    source: 'KhronosGroup/OpenCL-Headers CL/cl.h',
    fails: ['OpenCL error CL_MEM_OBJECT_ALLOCATION_FAILURE in clEnqueueNDRangeKernel'],
    harmless: ['OpenCL Exception: clGetDeviceIDs (-1)'],
  },
  'gpu-directx-memory': {
    source: 'MicrosoftDocs/win32 desktop-src/direct3d12/d3d12-graphics-reference-returnvalues.md',
    fails: [
      'D3D12 CreateCommittedResource failed: E_OUTOFMEMORY',
      'LogD3D12RHI: Error: Texture2DResource->CreateTexture2D failed with error E_OUTOFMEMORY',
    ],
    harmless: ['D3D12: 512 MB of memory in use'],
  },
  'gpu-metal-memory': {
    source: 'https://developer.apple.com/documentation/metal/mtlcommandbuffererror-swift.struct',
    fails: [
      'Execution of the command buffer was aborted due to an error during execution. Insufficient Memory (00000008:kIOGPUCommandBufferCallbackErrorOutOfMemory)',
    ],
    harmless: ['Metal device: Apple M2, 16 GB'],
  },
  'gpu-host-memory': {
    source: 'KhronosGroup/Vulkan-Headers include/vulkan/vulkan_core.h',
    fails: ['vkCreateInstance failed with VK_ERROR_OUT_OF_HOST_MEMORY'],
    harmless: ['pinned host memory: 512 MB'],
  },
  'gpu-memory-words': {
    source: 'https://dev.epicgames.com/documentation/en-us/unreal-engine/gpu-crash-debugging-in-unreal-engine',
    fails: [
      'tensorflow.python.framework.errors_impl.ResourceExhaustedError: OOM when allocating tensor with shape[32,512,512,64] and type float on /job:localhost/replica:0/task:0/device:GPU:0 by allocator GPU_0_bfc',
      'Out of video memory trying to allocate a rendering resource. Make sure your video card has the minimum required memory.',
      'System is out of GPU memory',
      'Not enough GPU memory to render this frame',
      'Failed to allocate 3.2 GB: GPU ran out of memory',
    ],
    harmless: ['GPU memory low, falling back to out-of-core textures', 'VRAM: 15109 MB of 16376 MB'],
  },
  'gpu-cuda-no-device': {
    source: 'NVIDIA/cuda-samples Common/helper_cuda_drvapi.h',
    fails: [
      'CUDA error: no CUDA-capable device is detected',
      'cudaErrorInsufficientDriver: CUDA driver version is insufficient for CUDA runtime version',
      'CUDA_ERROR_SYSTEM_DRIVER_MISMATCH in cuInit(0)',
      'RuntimeError: Found no NVIDIA driver on your system. Please check that you have an NVIDIA GPU',
    ],
    harmless: ['CUDA driver version: 12.4'],
  },
  'gpu-cuda-fault': {
    source: 'NVIDIA/cuda-samples Common/helper_cuda_drvapi.h',
    fails: [
      'CUDA error: an illegal memory access was encountered',
      'CUDA_ERROR_LAUNCH_TIMEOUT in cuStreamSynchronize',
      'Illegal address in CUDA queue copy_from_device: cudaErrorIllegalAddress',
    ],
    harmless: ['CUDA error checks are on'],
  },
  'gpu-cuda-architecture': {
    source: 'NVIDIA/cuda-samples Common/helper_cuda_drvapi.h',
    fails: [
      'CUDA error: no kernel image is available for execution on the device',
      'CUDA_ERROR_UNSUPPORTED_PTX_VERSION: the provided PTX was compiled with an unsupported toolchain.',
    ],
    harmless: ['Loading kernel image sm_89'],
  },
  'gpu-optix-driver': {
    source: 'NVIDIA/optix-dev include/optix_types.h',
    fails: [
      'OPTIX_ERROR_PIPELINE_LINK_ERROR in optixPipelineCreate(context, &pipeline_options, &link_options, nullptr) (device_optix.cpp:610)',
      'Failed to initialize OptiX: OPTIX_ERROR_UNSUPPORTED_ABI_VERSION',
      'OptiX 8 requires NVIDIA driver 535 or newer',
    ],
    harmless: ['OptiX denoiser is on'],
  },
  'gpu-nvidia-driver': {
    source: 'NVIDIA/libnvidia-container src/nvc.c',
    fails: [
      "NVIDIA-SMI has failed because it couldn't communicate with the NVIDIA driver. Make sure that the latest NVIDIA driver is installed and running.",
      'Failed to initialize NVML: Driver/library version mismatch',
      'ImportError: libcuda.so.1: cannot open shared object file: No such file or directory',
    ],
    harmless: ['NVIDIA-SMI 550.54.15    Driver Version: 550.54.15    CUDA Version: 12.4'],
  },
  'gpu-fallen-off': {
    source: 'NVIDIA/open-gpu-kernel-modules src/nvidia/src/kernel/gpu/gpu.c',
    fails: [
      'NVRM: Xid (PCI:0000:00:1e): 79, pid=4242, name=kick, GPU has fallen off the bus.',
      'Caused GPU Hang Error (00000003:kIOGPUCommandBufferCallbackErrorHang)',
    ],
    harmless: ['GPU hang check interval: 2 s'],
  },
  'gpu-directx-device': {
    source: 'MicrosoftDocs/win32 desktop-src/direct3ddxgi/dxgi-error.md',
    fails: [
      'Present failed with error 887A0006: DXGI_ERROR_DEVICE_HUNG',
      'ID3D12Device::GetDeviceRemovedReason 0x887A0020',
      "D3D device being lost. (Error: 0x887A0006 - 'HUNG')",
    ],
    harmless: ['D3D device created: NVIDIA A10G'],
  },
  'gpu-directx-missing': {
    source: 'MicrosoftDocs/win32 desktop-src/direct3d11/overviews-direct3d-11-devices-downlevel-intro.md',
    fails: [
      'A D3D11-compatible GPU (Feature Level 11.0, Shader Model 5.0) is required to run the engine.',
      'DirectX 12 is not supported on your system. Try running without the -dx12 or -d3d12 command line argument.',
    ],
    harmless: ['DirectX 12 is supported'],
  },
  'gpu-vulkan-device': {
    source: 'KhronosGroup/Vulkan-Headers include/vulkan/vulkan_core.h',
    fails: [
      'Failed to wait for fence: VK_ERROR_DEVICE_LOST',
      'Cannot find a compatible Vulkan Device. Try updating your video driver to a more recent version.',
      'vkCreateInstance returned -9',
    ],
    harmless: ['vkCreateDevice: NVIDIA A10G'],
  },
  'gpu-hip-device': {
    source: 'ROCm/HIP include/hip/hip_runtime_api.h',
    fails: ['hipErrorNoDevice: no ROCm-capable device is detected'],
    harmless: ['HIP devices: 1'],
  },
  'gpu-opencl-device': {
    source: 'KhronosGroup/OpenCL-Headers CL/cl.h',
    fails: [
      'pyopencl._cl.LogicError: clGetPlatformIDs failed: PLATFORM_NOT_FOUND_KHR',
      'clBuildProgram failed: CL_BUILD_PROGRAM_FAILURE (-11)',
      'RuntimeError: cuDNN error: CUDNN_STATUS_NOT_INITIALIZED',
      'CL_PLATFORM_NOT_FOUND_KHR: no platform',
    ],
    harmless: ['No OpenCL devices found, using the CPU'],
  },
  'gpu-no-device': {
    source: 'blender/blender intern/cycles/device/device.cpp',
    fails: ['No GPU device found', 'Error: No compatible GPUs found for Cycles', 'Could not find any CUDA devices.'],
    harmless: ['No GPU found, plug-in loads in CPU mode', 'no GPU lights in the scene'],
  },
  'gpu-capability': {
    source: 'blender/blender intern/cycles/device/cuda/device_impl.cpp',
    fails: [
      'CUDA backend requires GPU with compute capability 5.0 or up, but found 3.5',
      'This plug-in requires a GPU with CUDA compute capability 5.0',
    ],
    harmless: ['compute capability 8.6'],
  },
  'gpu-driver-old': {
    source: 'blender/blender intern/cycles/device/cuda/device.cpp',
    fails: [
      'GPU driver is too old, version 535 is needed',
      'Your graphics driver version 470.1 is too old',
      'Please update your graphics driver.',
    ],
    harmless: ['GPU driver 550.54 is new enough'],
  },
};
