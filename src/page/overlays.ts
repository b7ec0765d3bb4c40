/**
 * The parts that most visits don't need: the views of dialogs and pop-ups, and syntax highlighting. They are fetched
 * together when one of them is first needed. This file is only a list.
 */

import './features/emoji/emoji-popup.tsx';
import './features/lock/unlock-dialog.tsx';
import './features/members/person-menu.tsx';
import './features/messages/list/context-dialog.tsx';
import './features/messages/row/code-colours.ts';
import './features/messages/tools/delete-dialog.tsx';
import './features/messages/tools/message-menu.tsx';
import './features/moderation/audit-dialog.tsx';
import './features/moderation/restrain-dialog.tsx';
import './features/moderation/settings-dialog.tsx';
import './features/reactions/reaction-popup.tsx';
import './features/reactions/reactions-dialog.tsx';
import './features/rooms/topic-dialog.tsx';
import './features/sharing/share-dialog.tsx';
import './ui/copy-dialog.tsx';
