// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QList>

namespace assay {

/// A logarithmic axis from a value a little below the least to one a little above the most.
class LogScale
{
public:
    LogScale() = default;
    LogScale(double least, double most);
    /// 0 at the beginning, 1 at the end.
    double share(double value) const;
    /// 1, 2 and 5 times powers of ten in the range.
    QList<double> ticks() const;

private:
    double m_low = 0; // logarithms
    double m_high = 1;
};

} // namespace assay
