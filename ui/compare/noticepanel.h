// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/compare/laneprogress.h"
#include "ui/text/errorsentences.h"

#include <QWidget>

class QHBoxLayout;

namespace assay {

class PlainLabel;

/// A lane's trouble as a sentence with its actions; while a retry is due also how much of the wait is over.
class NoticePanel : public QWidget
{
    Q_OBJECT

public:
    explicit NoticePanel(QWidget* parent = nullptr);

    void setNotice(const LaneNotice& notice, Glyph glyph, QColor Theme::* colour);
    void clear();
    /// Part of the wait that is over, 0 to 1; negative: no wait.
    void setProgress(double part);

Q_SIGNALS:
    void actionRequested(assay::LaneAction action);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void rebuildActions(const QList<LaneAction>& actions);

    PlainLabel* m_title;
    PlainLabel* m_body;
    QWidget* m_track;
    QWidget* m_actions;
    QHBoxLayout* m_actionRow;
    LaneNotice m_notice;
    Glyph m_glyph = Glyph::Crossed;
    QColor Theme::* m_colour = &Theme::bad;
    double m_progress = -1;
};

} // namespace assay
