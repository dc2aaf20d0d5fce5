import { createCanvas } from '@napi-rs/canvas';

const [width, height] = [480, 640] as const;

/** A face that is nobody's, as a camera would hand it over: a JPEG in base64. @param person tells one from the other by the colours */
export async function faceOf(person: number): Promise<string> {
  const canvas = createCanvas(width, height);
  const context = canvas.getContext('2d');
  const hue = (person * 47) % 360;
  context.fillStyle = `hsl(${hue} 20% 80%)`;
  context.fillRect(0, 0, width, height);
  context.fillStyle = `hsl(${(hue + 180) % 360} 30% 40%)`;
  context.beginPath();
  context.ellipse(width / 2, height, 190, 200, 0, 0, 2 * Math.PI);
  context.fill();
  context.fillStyle = 'hsl(28 35% 60%)';
  context.beginPath();
  context.ellipse(width / 2, 280, 110, 145, 0, 0, 2 * Math.PI);
  context.fill();
  return (await canvas.encode('jpeg', 80)).toString('base64');
}
