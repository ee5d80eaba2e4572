// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/support/money.h"
#include "ui/compare/followup.h"
#include "ui/compare/layoutchooser.h"
#include "ui/compare/lineup.h"

#include <QJsonObject>

#include <optional>

namespace assay {

/// What the Compare page shows, to be taken up again by another process. Answers are not in it: they are in the ledger,
/// under `thread`.
struct CompareState {
    LineUp lineUp; ///< without a name
    Prompt draft; ///< what stands in the composer
    LaneArrangement arrangement = LaneArrangement::Auto;
    int current = 0; ///< the lane that is shown alone
    QString thread; ///< of the conversation that is shown; empty: none
    QString run; ///< that asked the turn that is shown first
    QString asked; ///< a prompt that was sent and may not be in the ledger yet
    FollowUp::Kind follow = FollowUp::Kind::New;
    int sharedLane = 0; ///< with Shared
    int editedTurn = -1; ///< with Edit
    std::optional<Money> limit; ///< of one run
    bool blind = false;
    friend bool operator==(const CompareState&, const CompareState&) = default;

    /// Attachments are in it as base64, up to 8 MiB together; more are left out.
    QJsonObject toJson() const;
    /// What cannot be read is left at its default.
    static CompareState fromJson(const QJsonObject& object);
};

} // namespace assay
