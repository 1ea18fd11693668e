import type { RuleExamples } from '../example';

export const DISPLAY_EXAMPLES: RuleExamples = {
  'display-none': {
    source: 'qt/qtbase src/plugins/platforms/xcb/qxcbconnection.cpp',
    fails: [
      'Error: cannot open display: :99',
      '_tkinter.TclError: no display name and no $DISPLAY environment variable',
      'qt.qpa.xcb: could not connect to display',
      'X11: The DISPLAY environment variable is missing',
      'java.awt.HeadlessException: No X11 DISPLAY variable was set',
      'Unable to init server: Could not connect: Connection refused',
    ],
    harmless: ['DISPLAY=:99', 'opened display :99'],
  },
  'display-glfw-variable': {
    source: 'glfw/glfw src/x11_init.c',
    fails: [
      'GLFW error 65550: X11: The DISPLAY environment variable is missing',
      'vtkXOpenGLRenderWindow: bad X server connection. DISPLAY=:0. Aborting.',
    ],
    harmless: ['DISPLAY environment variable is :99'],
  },
  'display-qt': {
    source: 'qt/qtbase src/gui/kernel/qguiapplication.cpp',
    fails: [
      'qt.qpa.plugin: Could not load the Qt platform plugin "xcb" in "" even though it was found.',
      'This application failed to start because no Qt platform plugin could be initialized. Reinstalling the application may fix this problem.',
    ],
    harmless: ['qt.qpa.plugin: using the platform plugin "offscreen"'],
  },
  'display-xvfb': {
    source: 'X11Libre/xserver os/connection.c',
    fails: [
      'xvfb-run: error: Xvfb failed to start',
      '(EE) Server is already active for display 99',
      '(EE) no screens found(EE)',
    ],
    harmless: ['Xvfb started on :99'],
  },
  'display-x-error': {
    source: 'freedesktop/xorg-libX11 src/XlibInt.c',
    fails: [
      'X Error of failed request:  BadValue (integer parameter out of range for operation)',
      'XIO:  fatal IO error 11 (Resource temporarily unavailable) on X server ":99"',
      'Authorization required, but no authorization protocol specified',
    ],
    harmless: ['X extensions: GLX, RANDR'],
  },
  'display-glx': {
    source: 'glfw/glfw src/egl_context.c',
    fails: [
      "Couldn't find matching GLX visual",
      'Failed to create OpenGL context',
      'Failed to initialize EGL: EGL_NOT_INITIALIZED',
      'Unable to create a GL context',
      'pygame.error: No available video device',
    ],
    harmless: ['libGL error: failed to load driver: swrast', 'created a GLX context'],
  },
  'display-opengl-version': {
    source: 'blender/blender intern/ghost/intern/GHOST_WindowX11.cc',
    fails: [
      'Platform requires OpenGL 4.3 or newer',
      'A graphics card and driver with support for OpenGL 4.3 or higher is required.',
      'Unsupported graphics card or driver',
    ],
    harmless: ['OpenGL version: 4.6.0 NVIDIA 550.54'],
  },
  'display-gtk': {
    source: 'blender/blender intern/ghost/intern/GHOST_SystemX11.cc',
    fails: [
      'Unable to open a display',
      '(editor:812): Gtk-WARNING **: 10:00:00.000: cannot open display:',
      "GHOST: failed to initialize display for back-end(s): ['WAYLAND', 'X11']",
    ],
    harmless: ["QStandardPaths: XDG_RUNTIME_DIR not set, defaulting to '/tmp/runtime-job-user'"],
  },
};
