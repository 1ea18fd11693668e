import type { Rule } from '../../matching/rule';

/** What programs print without a display, or without OpenGL. */
export const DISPLAY_RULES: readonly Rule[] = [
  {
    id: 'display-none',
    pattern:
      /\b(?:cannot|can't|could not|couldn't|unable to|failed to|fail to|not able to) (?:open|connect to|access|find|initialize|init) (?:an? |any |the |to )?(?:X11 |X |Wayland |virtual |default )?(?:display|X server|X-server|XServer|screen)(?: connection| server)?\b(?! driver)|\bno display name and no \$DISPLAY\b|\b(?:no|missing|without) (?:X server|\$?DISPLAY)\b(?:.{0,40}(?:variable|display|not|or))?|\bMissing X server or \$DISPLAY\b|\b\$?DISPLAY(?: environment)?(?: variable)? (?:is )?(?:not set|not defined|unset|missing|empty)\b|\bNoSuchDisplay(?:Exception)?\b|\bHeadlessException\b|\bUnable to init server: Could not connect\b|\bXOpenDisplay(?:\(\))? (?:failed|returned)\b|\bError: Can't open display\b|\bno display (?:specified|available|found|set)\b/i,
    cause: 'gpu-display',
    certainty: 'sure',
  },
  {
    id: 'display-glfw-variable',
    pattern:
      /\bDISPLAY environment variable is missing\b|\bNo X11 DISPLAY variable\b|\bFreeGLUT\b.{0,80}\bdisplay\b|\bbad X server connection\b|\bX11GraphicsEnvironment\b|\b(?:X server|Xvfb|Xorg|display :\d{1,3})\b.{0,40}\b(?:timed out|did not start|never came up)\b|\bDISPLAY=\S{0,40} Aborting\b/i,
    cause: 'gpu-display',
    certainty: 'sure',
  },
  {
    id: 'display-qt',
    pattern:
      /\bcould not (?:find|load|find or load) the Qt platform plugin\b|\bno Qt platform plugin could be initialized\b|\bFailed to load (?:Qt )?platform plugin\b/i,
    cause: 'gpu-display',
    certainty: 'sure',
  },
  {
    id: 'display-xvfb',
    pattern:
      /\bXvfb failed to start\b|\bServer is already active for display\b|\b_XSERVTransMakeAllCOTSServerListeners\b|\bCannot establish any listening sockets\b|\bX server (?:died|failed to start|is not running|not running|could not be started|exited)\b|\bxvfb-run: error\b|\bXorg failed\b|\(EE\) (?:no screens found|Fatal server error|Server terminated)/i,
    cause: 'gpu-display',
    certainty: 'sure',
  },
  {
    id: 'display-x-error',
    pattern:
      /\bX Error of failed request\b|\bXIO: +fatal IO error\b|\bFatal IO error \d+\b.{0,60}\bon X server\b|^No protocol specified$|\bAuthorization required, but no authorization protocol specified\b|\bInvalid MIT-MAGIC-COOKIE\b|\bX connection to \S{1,60} broken\b|\bgdk_x11_display|\bX11 connection rejected\b/i,
    cause: 'gpu-display',
    certainty: 'sure',
  },
  {
    id: 'display-glx',
    pattern:
      /\b(?:could not|couldn't|failed to|unable to|cannot|can't) (?:find|create|make|get|initialize|init|choose|load|set up) (?:an? |any |the )?(?:matching |suitable |RGB |shared |current |offscreen |valid |hidden )*(?:GLX|EGL|WGL|GL|OpenGL|OpenGL ES|CGL|NSGL|graphics|render(?:ing)?|GPU|GHOST|GLFW|GLEW|SDL|Wayland)(?: \d[\d.]*)? ?(?:\w{1,14} )?(?:context|visual|display|config|framebuffer|surface|window|library|backend)?(?!\w)(?!.{0,60}(?:driver: swrast|falling|fall back))|\bGLX is not supported\b|\bextension "GLX" missing on display\b|\bEGL_(?:NOT_INITIALIZED|NO_DISPLAY|BAD_[A-Z]{3,12})\b|\bbaseOperation = egl\w+|\bcreate windowless context\b|\bEGL (?:error\b|(?:is|was) not initialized)|\begl(?:Initialize|GetDisplay|CreateContext|MakeCurrent|QueryDevices\w*)\b.{0,40}\b(?:fail|error)|\b(?:GLX|EGL|GLFW|WGL|GLEW|GHOST|SDL|OpenGL)(?: error)?: (?:failed|unable|could not|cannot) (?:to )?(?:create|initialize|init|open|load|find|get)\b(?! dri)|\bglXCreate\w+ failed\b|\bglewInit\b.{0,40}\bfail|\bGLEW (?:initialization )?(?:error|failed)\b|\bNo available video device\b|\bglfwInit\b.{0,20}\bfail|\bwl_display_connect\b.{0,20}\bfail/i,
    cause: 'gpu-display',
    certainty: 'likely',
  },
  {
    id: 'display-opengl-version',
    pattern:
      /\b(?:requires?|needs?|must support|at least) (?:a (?:graphics card|GPU) (?:that supports|with) )?(?:at least )?OpenGL (?:version )?\d|\bOpenGL (?:version )?[\d.]{1,6}(?: or (?:higher|newer|later|above))? (?:is |are )?(?:required|needed|not (?:supported|available))\b|\bOpenGL\b.{0,60}\b(?:too old|not supported|unsupported|is not available)\b|\b(?:unsupported|incompatible) (?:graphics (?:card|driver|hardware)|GPU|video card|OpenGL)\b|\b(?:graphics card|GPU|video card)\b[^.]{0,60}\b(?:not supported|unsupported)\b/i,
    cause: 'gpu-display',
    certainty: 'likely',
  },
  {
    id: 'display-gtk',
    pattern:
      /\bGtk-WARNING \*\*: .{0,30}cannot open display\b|\bFailed to (?:open|connect to) Wayland display\b|\bfailed to connect to (?:a )?Wayland\b|\bGHOST: failed to initialize display\b|\bUnable to open a display\b|\bXDG_RUNTIME_DIR (?:is )?(?:not set|invalid) .{0,60}(?:abort|fail)/i,
    cause: 'gpu-display',
    certainty: 'sure',
  },
];
