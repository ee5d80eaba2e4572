// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QList>
#include <QObject>
#include <QPointer>
#include <QTextCursor>
#include <QTimer>

class QAction;

namespace assay {

class ActionRegistry;
class ComparePage;
class FindBar;
class LaneView;

/// Reading side by side: scrolling together, finding in all lanes, one lane alone, links. Belongs to the page.
class CompareReading : public QObject
{
    Q_OBJECT

public:
    CompareReading(ComparePage& page, ActionRegistry& actions);

    /// Puts the other lanes where this one is. `only`: one of them alone.
    void align(const LaneView* leader, LaneView* only = nullptr);

private:
    struct Hit {
        QPointer<LaneView> lane;
        int place = 0; ///< in that lane
    };
    void makeActions(ActionRegistry& actions);
    void connectLanes();
    void showAlone(LaneView* lane);
    void find();
    void search();
    void step(int step);
    void mark();
    void confirmLink(const QUrl& url);

    ComparePage& m_page;
    QAction* m_link = nullptr;
    FindBar* m_find;
    QList<Hit> m_hits;
    QHash<LaneView*, QList<QTextCursor>> m_places;
    int m_current = -1;
    bool m_more = false;
    QTimer m_again; ///< answers grow while one looks for something
};

} // namespace assay
