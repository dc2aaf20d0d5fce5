import type { BilingualText } from '@custody-edge/foundation';
import { say } from '@custody-edge/ui-kit';
import { Button, Dialog, Label, type PlainMessageKey, Sign, Text, useLanguage } from '@custody-edge/ui-kit/components';
import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { modestJpeg, pictureOf } from './modest-jpeg.ts';
import type { Press } from './press.ts';

type Camera = 'opening' | 'live' | 'none';

/** A front view of a person. */
export function TakePhotograph({
  person,
  press,
  onLeave,
}: {
  person: BilingualText;
  press: Press;
  onLeave: () => void;
}) {
  const keep = async (jpeg: string) => {
    if ((await press({ action: 'photograph', jpeg })) === 'done') onLeave();
  };
  return (
    <TakePicture of={say('photograph.of', { person })} frame="photograph.frame" onKeep={keep} onLeave={onLeave}>
      {() => (
        <Button rank="quiet" onPress={onLeave}>
          <Label of="photograph.later" />
        </Button>
      )}
    </TakePicture>
  );
}

/** A picture by the kiosk's camera or from a file; nothing is kept before the officer has seen it. */
export function TakePicture({
  of: title,
  frame,
  noCamera = 'photograph.no-camera',
  onKeep,
  onLeave,
  children,
}: {
  of: BilingualText;
  /** What has to be seen in it. */
  frame: PlainMessageKey;
  /** What to do where there is no camera. */
  noCamera?: PlainMessageKey;
  onKeep: (jpeg: string) => void;
  onLeave: () => void;
  /** How to go on without one. */
  children: (camera: Camera) => ComponentChildren;
}) {
  const { pick } = useLanguage();
  const video = useRef<HTMLVideoElement>(null);
  const file = useRef<HTMLInputElement>(null);
  const side = useRef<HTMLDivElement>(null);
  const [jpeg, setJpeg] = useState<string>();
  const [camera, setCamera] = useState<Camera>('opening');
  const [isNoPicture, setNoPicture] = useState(false);
  useCamera(video, () => setCamera('none'));
  // As soon as the main button can be pressed the keyboard stands on it.
  useEffect(() => side.current?.querySelector<HTMLElement>('.button-main:not(:disabled)')?.focus(), [camera, jpeg]);

  const show = (taken: string | undefined) => {
    setJpeg(taken);
    setNoPicture(taken === undefined);
  };
  const shoot = () => {
    const { current } = video;
    if (current) show(modestJpeg(current, current.videoWidth, current.videoHeight));
  };
  const read = async (chosen: File | undefined) => {
    if (!chosen) return;
    const picture = await createImageBitmap(chosen).catch(() => undefined);
    show(picture && modestJpeg(picture, picture.width, picture.height));
  };
  const problem = isNoPicture ? 'photograph.no-picture' : camera === 'none' ? noCamera : undefined;

  return (
    <Dialog title={<Text of={title} />} onLeave={onLeave}>
      <div class="photograph">
        <div class="photograph-frame">
          <video
            ref={video}
            autoPlay
            muted
            playsInline
            hidden={jpeg !== undefined}
            onPlaying={() => setCamera('live')}
          />
          {jpeg !== undefined && <img src={pictureOf(jpeg)} alt={pick(title)} />}
        </div>
        <div ref={side} class="photograph-side">
          <Sign sign={problem ? 'wait' : 'information'} size="line">
            <Label of={problem ?? frame} />
          </Sign>
          {jpeg === undefined && camera !== 'none' && (
            <Button rank="main" onPress={shoot} disabled={camera !== 'live'}>
              <Label of="photograph.shoot" />
            </Button>
          )}
          {jpeg !== undefined && (
            <>
              <Button rank="main" onPress={() => onKeep(jpeg)}>
                <Label of="photograph.use" />
              </Button>
              <Button rank="other" onPress={() => setJpeg(undefined)}>
                <Label of="photograph.retake" />
              </Button>
            </>
          )}
          <Button rank="quiet" onPress={() => file.current?.click()}>
            <Label of="photograph.file" />
          </Button>
          <input
            ref={file}
            type="file"
            accept="image/*"
            hidden
            aria-label={pick(say('photograph.file'))}
            onChange={(event) => void read(event.currentTarget.files?.[0])}
          />
          {children(camera)}
        </div>
      </div>
    </Dialog>
  );
}

/** Shows what the camera sees while the dialog is open; the camera is off as soon as it is not. */
function useCamera(video: { readonly current: HTMLVideoElement | null }, onNone: () => void): void {
  useEffect(() => {
    let stream: MediaStream | undefined;
    let closed = false;
    const off = () => {
      for (const track of stream?.getTracks() ?? []) track.stop();
    };
    const open = async () => {
      // Browsers offer a camera in secure contexts only.
      stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'user' }, audio: false });
      if (closed) off();
      else if (video.current) video.current.srcObject = stream;
    };
    open().catch(onNone);
    return () => {
      closed = true;
      off();
    };
  }, []);
}
