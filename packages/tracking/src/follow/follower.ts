import type { DetectedFace, Size } from '../detector.ts';
import { boxOf } from '../view.ts';
import { OneEuro } from './one-euro.ts';
import { presenceAfter } from './presence.ts';
import type { PicturePart } from './scene-cut.ts';

/** A face that is followed from frame to frame. */
export interface FollowedFace extends DetectedFace {
  readonly id: number;
  readonly presence: number;
  /** false: not seen in this frame; landmarks are those it had last. */
  readonly seen: boolean;
}

/** How far a face may have moved between two frames, in its own size, and how much it may have grown. */
const REACH = 0.6;
const GROWTH = 1.6;
/** A lost face keeps its id this long, ms. */
const MEMORY_MS = 600;
/** Presence counts time between frames up to this, ms: a hidden tab fades nothing. */
const LONGEST_STEP = 100;

interface Track {
  readonly id: number;
  readonly filter: OneEuro;
  face: DetectedFace;
  x: number;
  y: number;
  side: number;
  presence: number;
  seenAt: number;
  /** Lost, and something else is seen in its place: it fades unshown, so that one that was missed for a frame as it moved is back as soon. */
  left: boolean;
}

interface Place {
  readonly x: number;
  readonly y: number;
  readonly side: number;
}

/** What is known of a frame besides its faces. */
export interface FollowedScene {
  /** ms, growing. */
  readonly time: number;
  /** The scene changed: nothing is carried over, and faces are there at once. */
  readonly cut: boolean;
  /** Whether what lay in a part of the frame before is no more seen there. */
  readonly gone: (part: PicturePart) => boolean;
}

const partOf = (face: DetectedFace, size: Size): PicturePart => {
  const { left, top, right, bottom } = boxOf(face.landmarks, size);
  const { width, height } = size;
  return { left: left / width, top: top / height, right: right / width, bottom: bottom / height };
};

const placeOf = (face: DetectedFace, size: Size): Place => {
  const box = boxOf(face.landmarks, size);
  return { x: (box.left + box.right) / 2, y: (box.top + box.bottom) / 2, side: box.side };
};

/** Distance of a track and a detection in sizes of the face; Infinity: cannot be the same face. */
const distance = (track: Track, place: Place): number => {
  const growth = Math.max(track.side / place.side, place.side / track.side);
  const apart = Math.hypot(track.x - place.x, track.y - place.y) / Math.max(track.side, place.side);
  return growth <= GROWTH && apart <= REACH ? apart : Number.POSITIVE_INFINITY;
};

/**
 * Gives faces names that stay, fades them in and out, and steadies several of them: MediaPipe's own filter runs for one face only.
 * A face that is lost is shown where it was while it fades (80 ms), unless something else is seen there by now, and has its id back when it returns
 * within 600 ms.
 */
export class FaceFollower {
  #tracks: Track[] = [];
  #nextId = 0;
  #time = Number.NaN;
  readonly #smooth: boolean;
  readonly #most: number;

  /** smooth: filter the landmarks here; most: faces told at once, fading ones included. */
  constructor(smooth: boolean, most = Number.POSITIVE_INFINITY) {
    this.#smooth = smooth;
    this.#most = most;
  }

  /** Landmarks are smoothed in place. */
  update(faces: readonly DetectedFace[], size: Size, { time, cut, gone }: FollowedScene): FollowedFace[] {
    if (cut) this.#tracks = [];
    const dt = Math.min(LONGEST_STEP, Math.max(0, time - this.#time) || 0);
    const sudden = cut || Number.isNaN(this.#time);
    this.#time = time;
    const places = faces.map((face) => placeOf(face, size));
    const match = this.#match(places);
    const seen = new Set<Track>();
    faces.forEach((face, i) => {
      const track = match[i] ?? this.#begin(face, places[i]!, sudden);
      if (match[i] && time - track.seenAt > LONGEST_STEP) track.filter.reset();
      if (this.#smooth) track.filter.apply(face.landmarks, time, places[i]!.side / size.width);
      Object.assign(track, places[i]!, { face, seenAt: time });
      seen.add(track);
    });
    for (const track of this.#tracks) {
      const here = seen.has(track);
      track.presence = presenceAfter(track.presence, here, dt);
      track.left = !here && (track.left || gone(partOf(track.face, size)));
    }
    this.#tracks = this.#tracks.filter((track) => time - track.seenAt < MEMORY_MS);
    // In the detector's order; the fading ones after them.
    const shown = [...seen, ...this.#tracks.filter((t) => !seen.has(t) && !t.left && t.presence > 0)];
    return shown
      .slice(0, this.#most)
      .map((t) => ({ ...t.face, id: t.id, presence: t.presence, seen: seen.has(t) }));
  }

  /** Forgets all faces: another source begins. Ids are not used again. */
  reset(): void {
    this.#tracks = [];
    this.#time = Number.NaN;
  }

  #begin(face: DetectedFace, place: Place, sudden: boolean): Track {
    const filter = new OneEuro(face.landmarks.length);
    const track = {
      id: this.#nextId++,
      filter,
      face,
      ...place,
      presence: sudden ? 1 : 0,
      seenAt: this.#time,
      left: false,
    };
    this.#tracks.push(track);
    return track;
  }

  /** The track of each detection: nearest pairs first, so that crossing faces keep their names. */
  #match(places: readonly Place[]): (Track | undefined)[] {
    const pairs = places
      .flatMap((place, i) => this.#tracks.map((track) => ({ i, track, d: distance(track, place) })))
      .filter(({ d }) => Number.isFinite(d))
      .sort((a, b) => a.d - b.d);
    const out: (Track | undefined)[] = places.map(() => undefined);
    const taken = new Set<Track>();
    for (const { i, track } of pairs) {
      if (out[i] || taken.has(track)) continue;
      out[i] = track;
      taken.add(track);
    }
    return out;
  }
}
