// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/run.h"
#include "core/secrets/keyecho.h"

namespace assay {

/// The same value with a key that the server sent back taken out of every text in it.
Error withoutEchoes(Error error, const KeyEcho& echo);
StreamEvent withoutEchoes(StreamEvent event, const KeyEcho& echo);
LaneRecord withoutEchoes(LaneRecord record, const KeyEcho& echo);

} // namespace assay
