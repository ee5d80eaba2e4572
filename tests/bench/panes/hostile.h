// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "tests/bench/panes/meter.h"
#include "tests/support/hostiledocuments.h"
#include "ui/markdown/answerview.h"
#include "ui/theme/appearance.h"

#include <QScrollBar>
#include <QThread>

#include <cstdio>

namespace assay::bench {

/// The longest frame of a document: text that has come is rendered, rows are laid out, what changed is painted.
class WorstFrame
{
public:
    void frame(const std::function<void()>& work)
    {
        const double before = processorMs();
        const double beforeWall = wallMs();
        work();
        QApplication::processEvents();
        m_processor = std::max(m_processor, processorMs() - before);
        m_wall = std::max(m_wall, wallMs() - beforeWall);
    }
    double processor() const { return m_processor; }
    double wall() const { return m_wall; }

private:
    double m_processor = 0;
    double m_wall = 0;
};

/// Each document once in 50 pieces and once whole, then read from end to end and made narrower.
inline WorstFrame show(AnswerView& view, const QString& text)
{
    WorstFrame worst;
    for (const int pieces : {50, 1}) {
        view.clearAnswer();
        const qsizetype piece = std::max<qsizetype>(1, (text.size() + pieces - 1) / pieces);
        for (qsizetype at = 0; at < text.size(); at += piece) {
            worst.frame([&] {
                view.answer().append(text.mid(at, piece));
                view.renderFrame();
            });
        }
        worst.frame([&] { view.finish(); });
        while (view.answer().hasPending())
            worst.frame([] { QThread::msleep(1); });
        for (const double place : {0.0, 0.5, 1.0, 0.3})
            worst.frame(
                [&] { view.verticalScrollBar()->setValue(qRound(place * view.verticalScrollBar()->maximum())); });
        worst.frame([&] { view.resize(320, 700); });
        worst.frame([&] { view.resize(500, 700); });
    }
    return worst;
}

inline int hostileCampaign()
{
    const Appearance appearance(ThemeChoice::Light);
    AnswerView view(std::make_shared<CodeHighlighter>());
    view.resize(500, 700);
    view.show();
    QApplication::processEvents();
    // Languages and fonts are there before.
    show(view, QStringLiteral("```cpp\nint x;\n```\n\n**a** *b* `c`\n"));
    double worst = 0;
    double worstWall = 0;
    QString worstName;
    int count = 0;
    for (const auto& document : testing::hostileDocuments() + testing::recordedAnswers()) {
        const WorstFrame frame = show(view, document.text);
        ++count;
        if (frame.processor() > 50)
            std::printf("  %-40s worst frame %.0f ms processor, %.0f ms clock\n", qPrintable(document.name),
                frame.processor(), frame.wall());
        worstWall = std::max(worstWall, frame.wall());
        if (frame.processor() > worst) {
            worst = frame.processor();
            worstName = document.name;
        }
    }
    std::printf("%d hostile documents and recordings: worst frame %.0f ms processor (%s), %.0f ms clock\n", count,
        worst, qPrintable(worstName), worstWall);
    return 0;
}

} // namespace assay::bench
