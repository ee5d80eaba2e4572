// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/history/historytypes.h"

namespace assay {

/// What of an unfinished run goes into the journal: one draft a lane.
QList<Draft> draftsOf(const RunRecord& soFar);

/// The unfinished run that its drafts describe, lanes in their order. Lanes that had not ended are in a state that is
/// not terminal. Drafts without a record give what their columns hold.
RunRecord runOfDrafts(const QList<Draft>& drafts);

/// Is the process that wrote this draft certainly gone? Where that cannot be found out, a day decides.
bool isAbandoned(const Draft& draft, const QDateTime& now);

} // namespace assay
