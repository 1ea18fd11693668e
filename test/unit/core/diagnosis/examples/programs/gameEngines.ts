import type { RuleExamples } from '../example';

export const GAME_ENGINES_EXAMPLES: RuleExamples = {
  'unreal-gpu-memory': {
    source: 'EpicGames/UnrealEngine, RHI and core messages as quoted in public repositories',
    fails: [
      'Out of video memory trying to allocate a rendering resource. Make sure your video card has the minimum required memory',
      'LogD3D12RHI: Error: Out of memory while creating a heap',
      'Out of memory on Vulkan; MemoryType=0',
    ],
    harmless: ['LogD3D12RHI: Allocated 512 MB pool'],
  },
  'unreal-device': {
    source: 'EpicGames/UnrealEngine, RHI and core messages as quoted in public repositories',
    fails: [
      'with error DXGI_ERROR_DEVICE_REMOVED with Reason: DXGI_ERROR_DEVICE_HUNG',
      'LogD3D12RHI: Error: GPU crashed or D3D device removed.',
      'LogVulkanRHI: Error: VkResult=-4 VK_ERROR_DEVICE_LOST',
    ],
    harmless: ['LogD3D12RHI: Chosen D3D12 Adapter Id = 0'],
  },
  'unreal-gpu': {
    source:
      'EpicGames/UnrealEngine, RHI and core messages as quoted in public repositories; adamrehn/ue4-docker issue 174',
    fails: [
      'A D3D11-compatible GPU (Feature Level 11.0, Shader Model 5.0) is required to run the engine.',
      'LogVulkanRHI: Error: Failed to create Vulkan instance',
      'Cannot find a compatible Vulkan device or driver.',
    ],
    harmless: ['LogVulkanRHI: Display: Found 1 device(s)'],
  },
  'unreal-memory': {
    source: 'EpicGames/UnrealEngine, RHI and core messages as quoted in public repositories',
    fails: [
      'Ran out of memory allocating 467277824 bytes with alignment 0. Last error msg: The paging file is too small for this operation to complete..',
    ],
    harmless: ['LogMemory: Platform Memory Stats for Windows'],
  },
  'unreal-crash': {
    source: 'EpicGames/UnrealEngine, RHI and core messages as quoted in public repositories',
    fails: [
      'LogWindows: Error: Unhandled Exception: EXCEPTION_ACCESS_VIOLATION reading address 0x0000000000000010',
      'LogWindows: Error: === Critical error: ===',
      'Fatal error: [File:D:/build/Engine/Source/Runtime/Core/Private/a.cpp] [Line: 12]',
      'Assertion failed: Index >= 0 [File:./Runtime/Core/Public/Containers/Array.h] [Line: 758]',
    ],
    harmless: ['Assertions: 0 failed'],
  },
  'unreal-plugin': {
    source: 'EpicGames/UnrealEngine, RHI and core messages as quoted in public repositories',
    fails: [
      "Plugin 'MovieRenderPipeline' failed to load because module 'MovieRenderPipelineCore' could not be found.",
      "Unable to find plugin 'StudioTools' (referenced via Aurora.uproject).",
      'The following modules are missing or built with a different engine version:',
    ],
    harmless: ['LogPluginManager: Mounting Engine plugin MovieRenderPipeline'],
  },
  'unreal-project': {
    source: 'EpicGames/UnrealEngine, RHI and core messages as quoted in public repositories',
    fails: [
      "Failed to open descriptor file '../../../Aurora/Aurora.uproject'",
      'Project file not found: D:/Aurora/Aurora.uproject',
    ],
    harmless: ['LogInit: Project file: D:/Aurora/Aurora.uproject'],
  },
  'unreal-asset': {
    source: 'EpicGames/UnrealEngine, RHI and core messages as quoted in public repositories',
    fails: [
      "Failed to load '/Game/Shots/SH010/SH010_Map': Can't find file.",
      'LogMovieRenderPipeline: Error: Failed to load sequence asset',
    ],
    harmless: ["Couldn't find file for package /Game/Old/M_Leaf requested by async loading code."],
  },
  'unreal-version': {
    source: 'EpicGames/UnrealEngine, RHI and core messages as quoted in public repositories',
    fails: ["Asset '/Game/M_Water.uasset' has been saved with a newer version", 'Package /Game/A is too new'],
    harmless: ['engine version: 5.4.4'],
  },
  'unity-scripts': {
    source: 'Unity batch mode, editor log (game-ci issues)',
    fails: [
      'Scripts have compiler errors.',
      "Assets/Render.cs(12,7): error CS0246: The type or namespace name 'Recorder' could not be found",
      "executeMethod class 'RenderJob' could not be found.",
    ],
    harmless: ['Compiled scripts: 0 errors'],
  },
  'unity-project': {
    source: 'Unity batch mode, editor log (game-ci issues)',
    fails: ["Couldn't set project path to: /mnt/unity/Aurora"],
    harmless: ['Set project path to: /mnt/unity/Aurora'],
  },
  'unity-graphics': {
    source: 'Unity batch mode, editor log (game-ci issues)',
    fails: ['InitializeEngineGraphics failed', 'No supported renderers found, exiting'],
    harmless: ['Renderer: NVIDIA A10G'],
  },
  'unity-memory': {
    source: 'Unity batch mode, editor log (game-ci issues)',
    fails: [
      'Could not allocate memory: System out of memory!',
      'DynamicHeapAllocator out of memory - Could not get memory for large allocation 67108864!',
    ],
    harmless: ['System memory: 64 GB'],
  },
  'unity-package': {
    source: 'Unity batch mode, editor log (game-ci issues)',
    fails: ['Package [com.unity.recorder@4.0.1] cannot be found', 'An error occurred while resolving packages:'],
    harmless: ['Resolving packages: 12 found'],
  },
  'godot-resource': {
    source: 'godotengine/godot core and main',
    fails: ['ERROR: Failed loading resource: res://shots/sh010.tscn.', "ERROR: Cannot open file 'res://tex/a.png'."],
    harmless: ['Loading resource: res://shots/sh010.tscn'],
  },
  'godot-project': {
    source: 'godotengine/godot core and main',
    fails: ['Error: Couldn\'t load project data at path ".". Is the .pck file missing?'],
    harmless: ['Loaded project data at path "."'],
  },
  'godot-script': {
    source: 'godotengine/godot core and main',
    fails: [
      'SCRIPT ERROR: Parse Error: Identifier "foo" not declared in the current scope.',
      'SCRIPT ERROR: Invalid call. Nonexistent function "render" in base \'Nil\'.',
    ],
    harmless: ['script parsed'],
  },
  'godot-display': {
    source: 'godotengine/godot core and main',
    fails: [
      'ERROR: Unable to create DisplayServer, all display drivers failed.',
      'Your video card drivers seem not to support the required Vulkan version.',
    ],
    harmless: ['Created DisplayServer: headless'],
  },
  'godot-template': {
    source: 'godotengine/godot core and main',
    fails: ['No export template found at the expected path:'],
    harmless: ['Export template: linux_release.x86_64'],
  },
};
