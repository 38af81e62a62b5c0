import { type ApprovalReason, approvalReasons } from '../../domain/approval.ts';
import { publicReach } from './public-reach.ts';
import type { Scene } from './scene.ts';

/** Why a second person has to agree before this letter goes out; [] when its author sends it alone. */
export function neededApproval(scene: Scene): readonly ApprovalReason[] {
  const { body, members, channels, settings } = scene;
  const isPosted = body.shortMessage !== null && channels > 0;
  return approvalReasons(
    {
      recipients: members.size,
      urgency: body.urgency,
      isPublic: isPosted || publicReach(scene).length > 0,
    },
    settings.approval,
  );
}
