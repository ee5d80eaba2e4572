// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/run.h"

#include <QCoreApplication>

#include <chrono>

namespace assay {

/// Words for a notification that a run has ended.
struct RunNotice {
    QString title;
    QString body;
    friend bool operator==(const RunNotice&, const RunNotice&) = default;
};

/// What a notification on the desktop tells of a run, where others may see it. Pure.
class RunNotices
{
    Q_DECLARE_TR_FUNCTIONS(assay::RunNotices)

public:
    enum class Content : std::uint8_t {
        Blind, ///< only that both answers are there: neither names nor times nor cost
        Plain, ///< how many answers, and how long it took
        Names, ///< models, the beginning of the prompt, the cost
    };
    static RunNotice ended(const RunRecord& run, Content content);

    /// Shorter runs are watched.
    static constexpr std::chrono::seconds kLong{10};
};

} // namespace assay
