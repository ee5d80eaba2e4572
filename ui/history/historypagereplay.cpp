// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The part of HistoryPage that asks before anything is sent again.
#include "ui/history/historypage.h"
#include "ui/text/formats.h"

#include <QMessageBox>
#include <QPushButton>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

QString sentenceOf(const ReplayPreview& lane)
{
    const QString name = laneLetter(lane.lane) + u"  "_s + lane.model;
    QString out = !lane.isRepeated ? HistoryPage::tr("%1: cannot be sent again.").arg(name)
        : lane.isExact             ? HistoryPage::tr("%1: byte by byte.").arg(name)
                                   : HistoryPage::tr("%1: written anew.").arg(name);
    for (const QString& note : lane.notes)
        out += u'\n' + note;
    return out;
}

} // namespace

void HistoryPage::confirmReplay(const OpenedRun& run, std::optional<int> lane)
{
    const auto lanes = m_service->previewReplay(run, lane);
    QStringList sentences;
    for (const auto& each : lanes)
        sentences.append(sentenceOf(each));
    const bool canSend = std::ranges::any_of(lanes, &ReplayPreview::isRepeated);
    auto* box = new QMessageBox(QMessageBox::Question, tr("Replay exactly"),
        canSend ? tr("Send these requests again? They cost what they cost today.")
                : tr("Nothing of this run can be sent again."),
        canSend ? QMessageBox::Cancel : QMessageBox::Close, this);
    box->setObjectName(u"confirmReplay"_s);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setTextFormat(Qt::PlainText);
    box->setInformativeText(sentences.join(u"\n\n"_s));
    if (canSend) {
        auto* send = box->addButton(tr("Send"), QMessageBox::AcceptRole);
        connect(send, &QAbstractButton::clicked, this, [this, run, lane] { m_service->replay(run, lane); });
    }
    box->open();
}

} // namespace assay
