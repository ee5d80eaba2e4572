// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/history/filterchoice.h"
#include "ui/compare/comparestate.h"

#include <QPoint>
#include <QSize>

namespace assay {

/// What the window looks like, so that the next start looks the same.
struct WindowState {
    QString page; ///< id of the action that opens it
    QSize size; ///< while it is not maximised; empty: none is known
    std::optional<QPoint> position;
    bool maximised = false;
    FilterChoice filter; ///< that History, Insights and Spend share
    CompareState compare;
    friend bool operator==(const WindowState&, const WindowState&) = default;

    QJsonObject toJson() const;
    static WindowState fromJson(const QJsonObject& object);
};

} // namespace assay
