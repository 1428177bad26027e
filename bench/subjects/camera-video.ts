/** The camera in a video element, as every recipe has it. Resolves when it has a picture. */
export const cameraVideo = async (): Promise<HTMLVideoElement> => {
  const video = document.createElement('video');
  video.muted = true;
  video.playsInline = true;
  video.srcObject = await navigator.mediaDevices.getUserMedia({ video: true });
  await video.play();
  return video;
};
