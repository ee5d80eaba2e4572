// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/history/historyservice.h"

#include <QWidget>

class QComboBox;

namespace assay {

class DiffView;

/// The answers of a run beside those that the very same requests got later, lane by lane, with the figures of both.
class ThenNow : public QWidget
{
    Q_OBJECT

public:
    explicit ThenNow(QWidget* parent = nullptr);

    /// Shows the newest replay first; keeps the lane where it still is there.
    void setReplays(const QDateTime& first, const QList<RunReplay>& replays);
    DiffView* diff() const { return m_diff; }

Q_SIGNALS:
    void closed();

private:
    void showLane();

    QDateTime m_first;
    QList<RunReplay> m_replays;
    QComboBox* m_lane;
    DiffView* m_diff;
};

} // namespace assay
