// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QWidget>

class QToolButton;

namespace assay {

class PlainLabel;

/// ‹ 2 of 3 ›: which of a lane's samples is shown. Hidden while there is only one.
class SamplePager : public QWidget
{
    Q_OBJECT

public:
    explicit SamplePager(QWidget* parent = nullptr);

    /// `shown` from 0. `same`: how many of them say the same as the shown one.
    void setSamples(int shown, int count, int same);

Q_SIGNALS:
    void stepped(int step);

private:
    QToolButton* m_back;
    PlainLabel* m_words;
    QToolButton* m_forward;
};

} // namespace assay
