// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/compare/diffview.h"

#include <QObject>
#include <QPointer>

class QAction;

namespace assay {

class ActionRegistry;
class CompareJudging;
class ComparePage;
class LaneView;

/// The diff of any two answers or samples of the turn that is shown, in place of the lanes. Belongs to the page.
class CompareDiff : public QObject
{
    Q_OBJECT

public:
    CompareDiff(ComparePage& page, CompareJudging& judging, ActionRegistry& actions);

    DiffView* view() const { return m_view; }

private:
    void setOn(bool on);
    void refresh();
    void vote(Verdict verdict);

    ComparePage& m_page;
    CompareJudging& m_judging;
    QAction* m_action = nullptr;
    DiffView* m_view;
    QList<QPointer<LaneView>> m_lanes; ///< of each candidate
};

} // namespace assay
