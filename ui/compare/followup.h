// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

#include <cstdint>

namespace assay {

/// What the next prompt follows.
struct FollowUp {
    enum class Kind : std::uint8_t {
        Own, ///< each lane goes on from its own answer
        Shared, ///< all lanes go on from the answer of one
        New, ///< a new conversation
        Edit, ///< a turn is asked anew, beside the one it was
    };
    Kind kind = Kind::New;
    int lane = 0; ///< uid, with Shared
    QString letter; ///< with Shared
    int turn = -1; ///< with Edit
    friend bool operator==(const FollowUp&, const FollowUp&) = default;
};

} // namespace assay
