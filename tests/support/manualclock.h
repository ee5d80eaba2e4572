// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/support/clock.h"

#include <QTimeZone>

namespace assay::testing {

/// A clock that stands still until told.
class ManualClock final : public Clock
{
public:
    QDateTime now() const override { return m_now; }
    std::chrono::steady_clock::time_point steady() const override { return m_steady; }

    void setNow(const QDateTime& now) { m_now = now.toUTC(); }
    void setSteady(std::chrono::steady_clock::time_point steady) { m_steady = steady; }
    /// Moves both.
    void advance(std::chrono::milliseconds by)
    {
        m_now = m_now.addMSecs(by.count());
        m_steady += by;
    }

private:
    QDateTime m_now{QDate(2026, 1, 1), QTime(0, 0), QTimeZone::UTC};
    std::chrono::steady_clock::time_point m_steady{std::chrono::hours(1)};
};

} // namespace assay::testing
