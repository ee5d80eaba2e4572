// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/compare/comparereading.h"

#include "ui/compare/comparebar.h"
#include "ui/compare/comparepage.h"
#include "ui/compare/findbar.h"
#include "ui/compare/lanearea.h"
#include "ui/markdown/answerview.h"
#include "ui/widgets/actionregistry.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QDesktopServices>
#include <QMessageBox>
#include <QPushButton>
#include <QScrollBar>
#include <QUrl>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace assay {

namespace {

constexpr int kMostPlaces = 1000; // a lane

} // namespace

CompareReading::CompareReading(ComparePage& page, ActionRegistry& actions)
    : QObject(&page)
    , m_page(page)
    , m_find(new FindBar(&page))
{
    makeActions(actions);
    page.addBelow(m_find);
    m_again.setInterval(500ms);
    connect(&m_again, &QTimer::timeout, this, &CompareReading::search);
    connect(&page, &ComparePage::lanesRebuilt, this, &CompareReading::connectLanes);
    connect(&page, &ComparePage::turnShown, this, [this] { m_find->isVisible() ? search() : void(); });
    connect(page.area(), &LaneArea::currentChanged, this, [this](LaneView* before, LaneView* now) {
        if (before != nullptr)
            align(before, now);
        now->focusAnswer();
    });
    connect(m_find, &FindBar::wordsChanged, this, [this] {
        m_current = -1;
        search();
        step(1);
    });
    connect(m_find, &FindBar::stepped, this, &CompareReading::step);
    connect(m_find, &FindBar::closed, this, [this] {
        m_find->hide();
        m_again.stop();
        for (LaneView* lane : m_page.lanes())
            lane->answerView()->markOccurrences({}, -1);
        if (!m_page.shownLanes().isEmpty())
            m_page.shownLanes().first()->focusAnswer();
    });
}

void CompareReading::makeActions(ActionRegistry& actions)
{
    const auto add = [&](const QString& id, const QString& text, const QKeySequence& keys, const QString& icon) {
        return actions.add({.id = id, .text = text, .keys = keys, .icon = icon, .group = tr("Reading")});
    };
    m_link = add(u"compare.scrollTogether"_s, tr("Scroll together (hold Shift to scroll one alone)"),
        QKeySequence(Qt::CTRL | Qt::Key_J), u"insert-link"_s);
    m_link->setCheckable(true);
    m_link->setChecked(true);
    m_page.bar()->addTool(m_link, u"scrollTogether"_s, tr("Scroll together"));
    QAction* look = add(u"compare.find"_s, tr("Find in all lanes"), QKeySequence(QKeySequence::Find), u"edit-find"_s);
    connect(look, &QAction::triggered, this, &CompareReading::find);
    QAction* left = add(u"compare.laneBefore"_s, tr("Lane before, at the same place"),
        QKeySequence(Qt::ALT | Qt::Key_Left), u"go-previous"_s);
    QAction* right = add(u"compare.laneAfter"_s, tr("Next lane, at the same place"),
        QKeySequence(Qt::ALT | Qt::Key_Right), u"go-next"_s);
    const auto cycle = [this](int step) {
        if (m_page.area()->showsOne()) {
            m_page.area()->step(step);
            return;
        }
        const QList<LaneView*> lanes = m_page.shownLanes();
        if (lanes.isEmpty())
            return;
        const qsizetype at = std::max<qsizetype>(0, lanes.indexOf(m_page.focusedLane()));
        LaneView* next = lanes.at((at + step + lanes.size()) % lanes.size());
        align(lanes.at(at), next);
        next->focusAnswer();
    };
    connect(left, &QAction::triggered, this, [cycle] { cycle(-1); });
    connect(right, &QAction::triggered, this, [cycle] { cycle(1); });
    QAction* alone
        = add(u"compare.focus"_s, tr("One lane alone, or all again"), QKeySequence(Qt::Key_F11), u"view-fullscreen"_s);
    connect(alone, &QAction::triggered, this, [this] {
        LaneView* lane = m_page.focusedLane();
        showAlone(lane != nullptr ? lane : m_page.shownLanes().value(0));
    });
}

void CompareReading::connectLanes()
{
    m_hits.clear();
    m_places.clear();
    for (LaneView* lane : m_page.lanes()) {
        disconnect(lane, nullptr, this, nullptr);
        disconnect(lane->answerView(), nullptr, this, nullptr);
        connect(lane->answerView(), &AnswerView::scrolledByPerson, this, [this, lane] {
            const bool apart = QGuiApplication::keyboardModifiers() & Qt::ShiftModifier;
            if (m_link->isChecked() && !apart)
                align(lane);
        });
        connect(lane, &LaneView::focusRequested, this, [this, lane] { showAlone(lane); });
        connect(lane, &LaneView::linkActivated, this, &CompareReading::confirmLink);
    }
}

void CompareReading::align(const LaneView* leader, LaneView* only)
{
    AnswerView* from = leader->answerView();
    const QScrollBar* bar = from->verticalScrollBar();
    const QList<ScrollAnchor> anchors = from->scrollAnchors();
    const double end = std::max(1, bar->maximum());
    for (LaneView* lane : m_page.shownLanes()) {
        if (lane == leader || (only != nullptr && lane != only) || lane->turn() != leader->turn())
            continue;
        AnswerView* to = lane->answerView();
        const double target
            = mapScroll(bar->value(), anchors, end, to->scrollAnchors(), to->verticalScrollBar()->maximum());
        to->scrollQuietly(target);
    }
}

void CompareReading::showAlone(LaneView* lane)
{
    if (lane == nullptr)
        return;
    LaneArea* area = m_page.area();
    if (area->arrangement() == LaneArrangement::Focus && area->lanes().value(area->current()) == lane) {
        area->setArrangement(LaneArrangement::Auto);
        lane->focusAnswer();
        return;
    }
    area->setCurrent(static_cast<int>(area->lanes().indexOf(lane)));
    area->setArrangement(LaneArrangement::Focus);
    lane->focusAnswer();
}

void CompareReading::find()
{
    QString words;
    if (const LaneView* lane = m_page.focusedLane())
        words = lane->answerView()->textCursor().selectedText();
    if (words.contains(QChar(QChar::ParagraphSeparator)))
        words.clear();
    m_find->open(words);
    search();
    m_again.start();
}

void CompareReading::search()
{
    const QString words = m_find->words();
    m_hits.clear();
    m_places.clear();
    m_more = false;
    for (LaneView* lane : m_page.shownLanes()) {
        const QList<QTextCursor> places = lane->answerView()->occurrences(words, kMostPlaces);
        m_more = m_more || places.size() == kMostPlaces;
        m_places.insert(lane, places);
        for (int i = 0; i < static_cast<int>(places.size()); ++i)
            m_hits.append({lane, i});
    }
    m_current = std::min(m_current, static_cast<int>(m_hits.size()) - 1);
    m_find->setFound(m_current, static_cast<int>(m_hits.size()), m_more);
    for (auto it = m_places.cbegin(); it != m_places.cend(); ++it)
        it.key()->answerView()->markOccurrences(it.value(), -1);
}

void CompareReading::step(int step)
{
    const int count = static_cast<int>(m_hits.size());
    if (count == 0)
        return;
    m_current = m_current < 0 ? (step > 0 ? 0 : count - 1) : (m_current + step + count) % count;
    mark();
}

void CompareReading::mark()
{
    m_find->setFound(m_current, static_cast<int>(m_hits.size()), m_more);
    const Hit hit = m_hits.at(m_current);
    if (!hit.lane)
        return;
    if (m_page.area()->showsOne())
        m_page.area()->setCurrent(static_cast<int>(m_page.area()->lanes().indexOf(hit.lane)));
    for (auto it = m_places.cbegin(); it != m_places.cend(); ++it)
        it.key()->answerView()->markOccurrences(it.value(), it.key() == hit.lane ? hit.place : -1);
    m_page.area()->ensureWidgetVisible(hit.lane);
}

void CompareReading::confirmLink(const QUrl& url)
{
    auto* box = new QMessageBox(&m_page);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setObjectName(u"confirmLink"_s);
    box->setTextFormat(Qt::PlainText);
    box->setWindowTitle(tr("Open a link"));
    box->setText(tr("A model wrote this address. Open it in your browser?"));
    box->setInformativeText(QString::fromLatin1(url.toEncoded().left(400)));
    QPushButton* open = box->addButton(tr("Open"), QMessageBox::AcceptRole);
    QPushButton* copy = box->addButton(tr("Copy address"), QMessageBox::ActionRole);
    box->setDefaultButton(box->addButton(QMessageBox::Cancel));
    connect(open, &QPushButton::clicked, this, [url] { QDesktopServices::openUrl(url); });
    connect(copy, &QPushButton::clicked, this,
        [url] { QApplication::clipboard()->setText(QString::fromLatin1(url.toEncoded())); });
    box->open();
}

} // namespace assay
