/** Facts a page tells of its machine. */
export const pageFacts = () => {
  const gl = document.createElement('canvas').getContext('webgl2');
  const info = gl?.getExtension('WEBGL_debug_renderer_info');
  const renderer = gl ? String(gl.getParameter(info ? info.UNMASKED_RENDERER_WEBGL : gl.RENDERER)) : null;
  gl?.getExtension('WEBGL_lose_context')?.loseContext();
  const { width, height } = screen;
  return {
    userAgent: navigator.userAgent,
    gl: renderer,
    display: { width, height, pixelRatio: devicePixelRatio },
  };
};
