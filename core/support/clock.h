// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QDateTime>

#include <chrono>

namespace assay {

/// Where time comes from. Nothing outside `core/support` asks the system for it, so tests can set it.
class Clock
{
public:
    virtual ~Clock() = default;
    /// Wall-clock time in UTC: for dates of records and of prices.
    virtual QDateTime now() const = 0;
    /// Never goes backwards: for durations.
    virtual std::chrono::steady_clock::time_point steady() const = 0;
};

class SystemClock final : public Clock
{
public:
    QDateTime now() const override { return QDateTime::currentDateTimeUtc(); }
    std::chrono::steady_clock::time_point steady() const override { return std::chrono::steady_clock::now(); }
};

} // namespace assay
