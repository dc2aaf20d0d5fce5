import type { BilingualText } from '@custody-edge/foundation';
import { say } from '@custody-edge/ui-kit';
import { Button, Dialog, Label, Sign, Text, useLanguage } from '@custody-edge/ui-kit/components';
import { useEffect, useRef, useState } from 'preact/hooks';
import { modestJpeg, pictureOf } from './modest-jpeg.ts';
import type { Press } from './press.ts';

type Problem = 'photograph.no-camera' | 'photograph.no-picture';

/** A front view, by the kiosk's camera or from a file; nothing is kept before the officer has seen it. */
export function TakePhotograph({
  person,
  press,
  onLeave,
}: {
  person: BilingualText;
  press: Press;
  onLeave: () => void;
}) {
  const { pick } = useLanguage();
  const video = useRef<HTMLVideoElement>(null);
  const file = useRef<HTMLInputElement>(null);
  const [jpeg, setJpeg] = useState<string>();
  const [live, setLive] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  useCamera(video, () => setProblem('photograph.no-camera'));

  const show = (taken: string | undefined) => {
    setJpeg(taken);
    setProblem(taken === undefined ? 'photograph.no-picture' : undefined);
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
  const keep = async () => {
    if (jpeg !== undefined && (await press({ action: 'photograph', jpeg })) === 'done') onLeave();
  };

  return (
    <Dialog title={<Text of={say('photograph.of', { person })} />} onLeave={onLeave}>
      <div class="photograph">
        <div class="photograph-frame">
          <video ref={video} autoPlay muted playsInline hidden={jpeg !== undefined} onPlaying={() => setLive(true)} />
          {jpeg !== undefined && <img src={pictureOf(jpeg)} alt={pick(say('photograph.of', { person }))} />}
        </div>
        <div class="photograph-side">
          <Sign sign={problem ? 'wait' : 'information'} size="line">
            <Label of={problem ?? 'photograph.frame'} />
          </Sign>
          {jpeg === undefined && problem !== 'photograph.no-camera' && (
            <Button rank="main" onPress={shoot} disabled={!live}>
              <Label of="photograph.shoot" />
            </Button>
          )}
          {jpeg !== undefined && (
            <>
              <Button rank="main" onPress={() => void keep()}>
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
          <Button rank="quiet" onPress={onLeave}>
            <Label of="photograph.later" />
          </Button>
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
