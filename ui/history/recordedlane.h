// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/domain/run.h"
#include "core/history/historytypes.h"

#include <QWidget>

#include <memory>

class QToolButton;

namespace assay {

class AnswerView;
class CodeHighlighter;
class MetricsLine;
class PlainLabel;
class StateBadge;

/// A lane as it was: who answered, how it ended, what it took, and the answer with the hits of a search marked.
class RecordedLane : public QWidget
{
    Q_OBJECT

public:
    RecordedLane(int lane, std::shared_ptr<CodeHighlighter> highlighter, QWidget* parent = nullptr);

    void setRecord(const LaneRecord& record, const QString& verdict);
    /// Marks the words of a search; how many places there are.
    int setTerms(const QString& terms);
    /// Scrolls to a hit and frames it; none for -1.
    void showHit(int hit);
    AnswerView* answer() const { return m_answer; }
    /// Whether its request can be taken up at all: its content is still there.
    void setRepeatable(bool repeatable);

Q_SIGNALS:
    void replayWanted();
    void forkWanted();

protected:
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void applyMarks();
    QToolButton* makeMenu();

    int m_lane;
    QString m_name;
    QList<TextRange> m_hits; // in the document's own text
    int m_current = -1;
    QWidget* m_title;
    StateBadge* m_badge;
    QToolButton* m_menu;
    PlainLabel* m_hitCount;
    MetricsLine* m_metrics;
    PlainLabel* m_notice;
    AnswerView* m_answer;
};

} // namespace assay
