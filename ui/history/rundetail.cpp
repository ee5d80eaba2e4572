// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/history/rundetail.h"

#include "ui/history/recordedlane.h"
#include "ui/history/runlistmodel.h"
#include "ui/history/thennow.h"
#include "ui/markdown/codehighlighter.h"
#include "ui/text/errorsentences.h"
#include "ui/text/formats.h"
#include "ui/theme/icons.h"
#include "ui/widgets/plainlabel.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QLocale>
#include <QMenu>
#include <QPainter>
#include <QPushButton>
#include <QScrollArea>
#include <QSignalBlocker>
#include <QSplitter>
#include <QTimer>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

constexpr int kLongestPrompt = 600;

QToolButton* makeIconButton(const QString& icon, const QString& name, QWidget* parent)
{
    auto* button = new QToolButton(parent);
    button->setIcon(themeIcon(icon));
    button->setAutoRaise(true);
    button->setToolTip(name);
    button->setAccessibleName(name);
    return button;
}

} // namespace

RunDetail::RunDetail(QWidget* parent)
    : QWidget(parent)
    , m_highlighter(std::make_shared<CodeHighlighter>())
    , m_empty(new PlainLabel({}, this))
    , m_body(new QWidget(this))
{
    setObjectName(u"runDetail"_s);
    m_empty->setRole(FontRole::Body, &Theme::muted);
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setWordWrap(true);
    m_splitter = new QSplitter(Qt::Horizontal, m_body);
    m_splitter->setChildrenCollapsible(false);
    auto* inner = new QVBoxLayout(m_body);
    inner->setContentsMargins(0, 0, 0, 0);
    inner->setSpacing(0);
    inner->addWidget(makeHead());
    m_lanesArea = new QScrollArea(m_body); // many lanes are scrolled through, never squeezed
    m_lanesArea->setObjectName(u"runLanes"_s);
    m_lanesArea->setAccessibleName(tr("Answers"));
    m_lanesArea->setFrameShape(QFrame::NoFrame);
    m_lanesArea->setFocusPolicy(Qt::NoFocus);
    m_lanesArea->setWidgetResizable(true);
    m_lanesArea->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_lanesArea->setWidget(m_splitter);
    inner->addWidget(m_lanesArea, 1);
    inner->addWidget(makeFoot());
    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->addWidget(m_body, 1);
    all->addWidget(m_empty, 1);
    clear({});
}

RunDetail::~RunDetail() = default;

QWidget* RunDetail::makeHead()
{
    auto* head = new QWidget(m_body);
    m_title = new PlainLabel({}, head);
    m_title->setRole(FontRole::Title);
    m_title->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred); // as wide as the buttons leave it
    m_facts = new PlainLabel({}, head);
    m_facts->setRole(FontRole::Small, &Theme::muted);
    makeRunButtons(head);
    m_star = makeIconButton(u"non-starred-symbolic"_s, tr("Star"), head);
    m_star->setCheckable(true);
    m_more = makeIconButton(u"overflow-menu"_s, tr("More"), head);
    m_more->setPopupMode(QToolButton::InstantPopup);
    auto* menu = new QMenu(m_more);
    auto* exportAction = menu->addAction(themeIcon(u"document-export"_s), tr("Export…"));
    auto* deleteAction = menu->addAction(themeIcon(u"edit-delete"_s), tr("Remove prompt and answers…"));
    m_more->setMenu(menu);
    m_prompt = new PlainLabel({}, head);
    m_prompt->setWordWrap(true);
    QSizePolicy whole(QSizePolicy::Preferred, QSizePolicy::Minimum); // never less than its lines
    whole.setHeightForWidth(true);
    m_prompt->setSizePolicy(whole);
    m_prompt->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_tags = new QLineEdit(head);
    m_tags->setPlaceholderText(tr("Tags, separated by commas"));
    m_tags->setAccessibleName(tr("Tags"));
    m_note = new QLineEdit(head);
    m_note->setPlaceholderText(tr("Note"));
    m_note->setAccessibleName(tr("Note"));
    auto* first = new QHBoxLayout;
    first->addWidget(m_title, 1);
    first->addWidget(m_thenNowButton);
    first->addWidget(m_replay);
    first->addWidget(m_fork);
    first->addWidget(m_star);
    first->addWidget(m_more);
    auto* marks = new QHBoxLayout;
    marks->setSpacing(space::control);
    marks->addWidget(m_tags, 1);
    marks->addWidget(m_note, 2);
    auto* rows = new QVBoxLayout(head);
    rows->setContentsMargins(space::section, 10, space::section, 10);
    rows->setSpacing(6);
    rows->addLayout(first);
    rows->addWidget(m_facts);
    rows->addWidget(m_prompt);
    rows->addLayout(marks);

    connect(m_star, &QToolButton::clicked, this, [this](bool on) {
        Q_EMIT markWanted(m_run->run.id, {.starred = on, .note = {}, .addTags = {}, .removeTags = {}});
    });
    connect(exportAction, &QAction::triggered, this, [this] { Q_EMIT exportWanted(m_run->run.id); });
    connect(deleteAction, &QAction::triggered, this, [this] { Q_EMIT deleteWanted(m_run->run.id); });
    connect(m_tags, &QLineEdit::editingFinished, this, [this] {
        if (!m_run)
            return;
        QStringList tags;
        for (const auto& tag : m_tags->text().split(u','))
            tags.append(tag.trimmed());
        tags.removeAll(QString());
        MarkChange change;
        for (const auto& tag : std::as_const(tags)) {
            if (!m_run->marks.tags.contains(tag))
                change.addTags.append(tag);
        }
        for (const auto& tag : std::as_const(m_run->marks.tags)) {
            if (!tags.contains(tag))
                change.removeTags.append(tag);
        }
        if (!change.addTags.isEmpty() || !change.removeTags.isEmpty())
            Q_EMIT markWanted(m_run->run.id, change);
    });
    connect(m_note, &QLineEdit::editingFinished, this, [this] {
        if (m_run && m_note->text() != m_run->marks.note)
            Q_EMIT markWanted(m_run->run.id, {.starred = {}, .note = m_note->text(), .addTags = {}, .removeTags = {}});
    });
    return head;
}

void RunDetail::makeRunButtons(QWidget* head)
{
    m_thenNowButton = new QPushButton(themeIcon(u"view-split-left-right"_s), tr("Then and now"), head);
    m_thenNowButton->setObjectName(u"thenNowButton"_s);
    m_thenNowButton->setCheckable(true);
    m_thenNowButton->setToolTip(tr("The answers beside those that the same requests got later"));
    m_replay = new QPushButton(themeIcon(u"view-refresh"_s), tr("Replay exactly…"), head);
    m_replay->setObjectName(u"replayRun"_s);
    m_replay->setToolTip(tr("Sends the very same requests again and shows what is different today"));
    m_fork = new QPushButton(themeIcon(u"document-edit"_s), tr("Run in Compare"), head);
    m_fork->setObjectName(u"forkRun"_s);
    m_fork->setToolTip(tr("Opens Compare with all of this run, its prompt ready to be changed; nothing is sent yet"));
    connect(m_thenNowButton, &QPushButton::toggled, this, &RunDetail::showThenNow);
    connect(m_replay, &QPushButton::clicked, this, [this] { Q_EMIT replayWanted(*m_run, std::nullopt); });
    connect(m_fork, &QPushButton::clicked, this, [this] { Q_EMIT forkWanted(*m_run, std::nullopt); });
}

void RunDetail::showThenNow(bool shown)
{
    const bool can = shown && m_run && !m_run->replays.isEmpty();
    if (can && m_thenNow == nullptr) {
        m_thenNow = new ThenNow(m_body);
        if (auto* rows = qobject_cast<QVBoxLayout*>(m_body->layout()))
            rows->insertWidget(rows->indexOf(m_lanesArea) + 1, m_thenNow, 1);
        connect(m_thenNow, &ThenNow::closed, this, [this] { showThenNow(false); });
    }
    if (can) {
        const auto& first = m_run->replays.first().lanes.value(0).then;
        const QDateTime at = first.attempts.isEmpty() ? m_run->run.startedAt : first.attempts.first().startedAt;
        m_thenNow->setReplays(at, m_run->replays);
    }
    if (m_thenNow != nullptr)
        m_thenNow->setVisible(can);
    m_lanesArea->setVisible(!can);
    m_hitBar->setVisible(!can && std::ranges::any_of(m_laneHits, [](int hits) { return hits > 0; }));
    const QSignalBlocker quiet(m_thenNowButton);
    m_thenNowButton->setChecked(can);
}

QWidget* RunDetail::makeFoot()
{
    auto* foot = new QWidget(m_body);
    m_hitBar = new QWidget(foot);
    auto* previous = makeIconButton(u"go-up"_s, tr("Previous hit"), m_hitBar);
    previous->setShortcut(QKeySequence(Qt::SHIFT | Qt::Key_F3));
    auto* next = makeIconButton(u"go-down"_s, tr("Next hit"), m_hitBar);
    next->setShortcut(QKeySequence(Qt::Key_F3));
    m_hitLabel = new PlainLabel({}, m_hitBar);
    m_hitLabel->setRole(FontRole::Small, &Theme::muted);
    auto* hits = new QHBoxLayout(m_hitBar);
    hits->setContentsMargins(0, 0, 0, 0);
    hits->addWidget(previous);
    hits->addWidget(m_hitLabel);
    hits->addWidget(next);
    m_cost = new PlainLabel({}, foot);
    m_cost->setRole(FontRole::Small, &Theme::muted);
    m_cost->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto* row = new QHBoxLayout(foot);
    row->setContentsMargins(space::section, 4, space::section, 4);
    row->addWidget(m_hitBar);
    row->addStretch(1);
    row->addWidget(m_cost);
    connect(previous, &QToolButton::clicked, this, [this] { stepHit(-1); });
    connect(next, &QToolButton::clicked, this, [this] { stepHit(1); });
    return foot;
}

void RunDetail::clear(const QString& sentence)
{
    m_run.reset();
    m_empty->setText(sentence);
    m_empty->setVisible(true);
    m_body->setVisible(false);
}

void RunDetail::setRun(const OpenedRun& run, const QString& terms, const QDate& today)
{
    const bool same = m_run && m_run->run == run.run;
    const bool wasThenNow = same && m_thenNowButton->isChecked();
    m_run = std::make_unique<OpenedRun>(run);
    updateHead(today);
    if (!same)
        makeLanes(terms);
    m_empty->setVisible(false);
    m_body->setVisible(true);
    if (!same || terms != m_terms)
        markHits(terms);
    showThenNow(wasThenNow);
    QTimer::singleShot(0, this, &RunDetail::elideTitle);
}

/// Who comes from a search stands before its first hit.
void RunDetail::markHits(const QString& terms)
{
    m_terms = terms;
    m_laneHits.clear();
    for (auto* lane : std::as_const(m_lanes))
        m_laneHits.append(lane->setTerms(terms));
    m_hit = std::ranges::any_of(m_laneHits, [](int hits) { return hits > 0; }) ? 0 : -1;
    updateHits();
    // Once the texts have their width: before, a place in them is no place on the screen.
    QTimer::singleShot(0, this, &RunDetail::updateHits);
}

void RunDetail::updateHead(const QDate& today)
{
    const auto& run = m_run->run;
    FoundRun found;
    found.run = {.id = run.id, .startedAt = run.startedAt, .prompt = run.prompt};
    found.marks = m_run->marks;
    m_name = runTitle(found);
    m_title->setToolTip(m_name);
    elideTitle();
    const auto at = run.startedAt.toLocalTime();
    const QLocale locale;
    QStringList facts = {at.date() == today ? tr("today, %1").arg(locale.toString(at.time(), u"HH:mm"_s))
                                            : locale.toString(at, tr("d MMM yyyy, HH:mm")),
        tr("%n lanes", nullptr, static_cast<int>(run.lanes.size())), run.surface};
    if (!run.project.isEmpty())
        facts.append(run.project);
    facts.append(run.id.left(18));
    m_facts->setText(facts.join(u"   "_s));
    QString prompt = run.prompt.trimmed();
    if (prompt.size() > kLongestPrompt)
        prompt = prompt.left(kLongestPrompt) + u'…';
    if (!m_run->marks.gone.isEmpty())
        prompt = m_run->marks.gone == "private"_L1
            ? tr("This run was private: only its cost was kept.")
            : tr("Prompt and answers were removed. What it cost, when and how it ended stays.");
    m_prompt->setText(prompt);
    m_star->setChecked(m_run->marks.starred);
    m_star->setIcon(themeIcon(m_run->marks.starred ? u"starred-symbolic"_s : u"non-starred-symbolic"_s));
    m_tags->setText(m_run->marks.tags.join(u", "_s));
    m_note->setText(m_run->marks.note);
    const bool isKept = m_run->marks.gone.isEmpty();
    m_replay->setEnabled(isKept);
    m_fork->setEnabled(isKept);
    const auto times = m_run->replays.size();
    m_thenNowButton->setVisible(times > 0);
    m_thenNowButton->setText(times > 1 ? tr("Then and now (%1)").arg(times) : tr("Then and now"));
    m_cost->setText(costText());
}

void RunDetail::makeLanes(const QString&)
{
    qDeleteAll(m_lanes);
    m_lanes.clear();
    for (int i = 0; i < m_run->run.lanes.size(); ++i) {
        auto* lane = new RecordedLane(i, m_highlighter, m_splitter);
        lane->setRecord(m_run->run.lanes[i], verdictOf(i));
        lane->setRepeatable(m_run->marks.gone.isEmpty());
        connect(lane, &RecordedLane::replayWanted, this, [this, i] { Q_EMIT replayWanted(*m_run, i); });
        connect(lane, &RecordedLane::forkWanted, this, [this, i] { Q_EMIT forkWanted(*m_run, i); });
        m_splitter->addWidget(lane);
        lane->show();
        m_lanes.append(lane);
    }
}

QString RunDetail::verdictOf(int lane) const
{
    for (const auto& vote : std::as_const(m_run->votes)) {
        const bool first = vote.first.run == m_run->run.id && vote.first.lane == lane;
        const bool second = vote.second.run == m_run->run.id && vote.second.lane == lane;
        if ((first && vote.verdict == Verdict::First) || (second && vote.verdict == Verdict::Second))
            return tr("better");
        if ((first || second) && vote.verdict == Verdict::Tie)
            return tr("as good");
    }
    return {};
}

QString RunDetail::costText() const
{
    QStringList lines;
    for (const auto& lane : std::as_const(m_run->run.lanes)) {
        const QString word = Formats().costWord(lane);
        QString text = laneLetter(lane.index) + u' ' + Formats().cost(lane.cost);
        if (!word.isEmpty())
            text += u' ' + word;
        if (lane.attempts.size() > 1)
            text += u", "_s + tr("%n attempts", nullptr, static_cast<int>(lane.attempts.size()));
        lines.append(text);
    }
    return lines.join(u"    "_s);
}

void RunDetail::stepHit(int step)
{
    int all = 0;
    for (const int hits : std::as_const(m_laneHits))
        all += hits;
    if (all == 0)
        return;
    m_hit = (m_hit + step + all) % all;
    if (m_hit < 0)
        m_hit = 0;
    updateHits();
}

void RunDetail::updateHits()
{
    int all = 0;
    for (qsizetype lane = 0; lane < m_lanes.size(); ++lane) {
        const int within = m_hit - all;
        const bool isHere = m_hit >= 0 && within >= 0 && within < m_laneHits[lane];
        m_lanes[lane]->showHit(isHere ? within : -1);
        if (isHere)
            m_lanesArea->ensureWidgetVisible(m_lanes[lane]);
        all += m_laneHits[lane];
    }
    m_hitBar->setVisible(all > 0);
    m_hitLabel->setText(m_hit < 0 ? tr("%n hits", nullptr, all) : tr("hit %1 of %2").arg(m_hit + 1).arg(all));
}

void RunDetail::elideTitle()
{
    m_title->setText(m_title->fontMetrics().elidedText(m_name, Qt::ElideRight, m_title->width()));
}

void RunDetail::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    QTimer::singleShot(0, this, &RunDetail::elideTitle); // once the title has its width
}

void RunDetail::paintEvent(QPaintEvent*)
{
    const Theme& theme = Theme::of(this);
    QPainter painter(this);
    painter.fillRect(rect(), theme.window);
    if (m_body->isVisible())
        painter.fillRect(QRect(0, m_lanesArea->y() + m_body->y() - 1, width(), 1), theme.line);
}

} // namespace assay
