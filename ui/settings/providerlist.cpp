// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/settings/providerlist.h"

#include "ui/settings/findinglist.h"
#include "ui/settings/modelstrip.h"
#include "ui/settings/providertable.h"
#include "ui/settings/providertablemodel.h"
#include "ui/settings/providertests.h"
#include "ui/text/errorsentences.h"
#include "ui/theme/icons.h"
#include "ui/widgets/keycapbutton.h"
#include "ui/widgets/plainlabel.h"

#include <QHBoxLayout>
#include <QItemSelectionModel>
#include <QLineEdit>
#include <QScrollBar>
#include <QSortFilterProxyModel>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

constexpr int kTableMinimum = 190;

bool isFromEnvironment(const ProviderRow& row)
{
    return row.keySource.startsWith("environment"_L1);
}

ProviderTableModel::LastTest lastTestOf(const QList<ProviderFinding>& findings)
{
    using Kind = ProviderTableModel::LastTest::Kind;
    for (const auto& finding : findings) {
        if (finding.outcome == ProviderFinding::Outcome::No)
            return {.kind = Kind::Bad, .words = finding.check, .detail = finding.detail};
    }
    return {.kind = FindingList::isGood(findings) ? Kind::Good : Kind::None, .words = {}, .detail = {}};
}

QString shownName(const ProviderRow& row)
{
    return plainQuote(row.endpoint.name, 60);
}

} // namespace

ProviderList::ProviderList(ProviderService* service, ProviderTests* tests, QWidget* parent)
    : SettingsBox(parent)
    , m_service(service)
    , m_tests(tests)
    , m_model(new ProviderTableModel(this))
    , m_shown(new QSortFilterProxyModel(this))
{
    setObjectName(u"providerList"_s);
    m_shown->setSourceModel(m_model);
    m_shown->setFilterRole(ProviderTableModel::FilterRole);
    m_shown->setFilterKeyColumn(0);
    m_shown->setFilterCaseSensitivity(Qt::CaseInsensitive);
    makeHead();
    makeTable();
    makeDetails();
    connect(m_filter, &QLineEdit::textChanged, this, &ProviderList::onFilterChanged);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &ProviderList::onSelected);
    using Kind = ProviderTableModel::LastTest::Kind;
    connect(m_tests, &ProviderTests::started, this, [this](const QString& id) {
        m_model->setTest(id, {.kind = Kind::Running, .words = {}, .detail = {}});
        showDetails();
    });
    connect(m_tests, &ProviderTests::stopped, this, [this](const QString& id) {
        m_model->setTest(id, {});
        showDetails();
    });
    connect(m_tests, &ProviderTests::finished, this,
        [this](TestOrigin origin, const QString& id, const QList<ProviderFinding>& findings) {
            m_model->setTest(
                id, origin == TestOrigin::StoredKey ? lastTestOf(findings) : ProviderTableModel::LastTest());
            if (origin == TestOrigin::StoredKey)
                onTested(id, findings);
            else
                showDetails();
        });
    refresh();
}

void ProviderList::makeHead()
{
    auto* title = new PlainLabel(tr("Your providers"), this);
    title->setRole(FontRole::Title);
    m_filter = new QLineEdit(this);
    m_filter->setObjectName(u"providerFilter"_s);
    m_filter->setAccessibleName(tr("Filter the providers"));
    m_filter->setPlaceholderText(tr("Filter"));
    m_filter->setFixedWidth(240);
    m_filter->setTextMargins(space::badge, 0, space::badge, 0);
    m_testAll = new KeycapButton(tr("Test all"), this);
    m_testAll->setObjectName(u"testAll"_s);
    m_testAll->setIcon(themeIcon(u"view-refresh"_s));
    auto* head = new QHBoxLayout;
    head->setSpacing(space::control);
    head->addWidget(title);
    head->addStretch(1);
    head->addWidget(m_filter);
    head->addWidget(m_testAll);
    content()->addLayout(head);
    connect(m_testAll, &QPushButton::clicked, this, &ProviderList::testAll);
    connect(m_tests, &ProviderTests::progressed, this, &ProviderList::showTestAll);
}

void ProviderList::testAll()
{
    if (m_tests->isTestingAll()) {
        m_tests->stopAll();
        return;
    }
    QStringList ids;
    for (int row = 0; row < m_model->rowCount(); ++row) {
        if (const auto& provider = m_model->at(row); provider.state == ProviderState::Ready)
            ids.append(provider.endpoint.id);
    }
    m_tests->startAll(ids);
}

void ProviderList::showTestAll(qsizetype done, qsizetype total)
{
    const bool running = done < total;
    m_testAll->setText(running ? tr("Stop (%1 of %2)").arg(done).arg(total) : tr("Test all"));
    m_testAll->setIcon(themeIcon(running ? u"process-stop"_s : u"view-refresh"_s));
    showDetails();
}

void ProviderList::makeTable()
{
    m_table = new ProviderTable(this);
    m_table->setModel(m_shown);
    m_table->setMinimumHeight(kTableMinimum);
    m_empty = new PlainLabel({}, this);
    m_empty->setObjectName(u"providersEmpty"_s);
    m_empty->setRole(FontRole::Body, &Theme::muted);
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setWordWrap(true);
    m_empty->setMinimumHeight(kTableMinimum);
    content()->addWidget(m_table, 1);
    content()->addWidget(m_empty, 1);
}

KeycapButton* ProviderList::action(const QString& name, const QString& text, const QString& icon)
{
    auto* button = new KeycapButton(text, m_details);
    button->setObjectName(name);
    button->setIcon(themeIcon(icon));
    return button;
}

void ProviderList::makeDetails()
{
    m_details = new QWidget(this);
    m_details->setObjectName(u"providerDetails"_s);
    m_name = new PlainLabel({}, m_details);
    m_name->setObjectName(u"selectedProvider"_s);
    m_name->setRole(FontRole::BodyStrong);
    m_facts = new PlainLabel({}, m_details);
    m_facts->setObjectName(u"selectedFacts"_s);
    m_facts->setRole(FontRole::Small, &Theme::muted);
    m_facts->setWordWrap(true);
    m_problem = new PlainLabel({}, m_details);
    m_problem->setObjectName(u"providerProblem"_s);
    m_problem->setRole(FontRole::Body, &Theme::bad);
    m_problem->setWordWrap(true);
    m_findings = new FindingList(m_details);
    m_findings->setObjectName(u"providerFindings"_s);
    m_models = new ModelStrip(m_service, m_details);
    m_test = action(u"testProvider"_s, tr("Test"), u"view-refresh"_s);
    m_enterKey = action(u"enterKey"_s, tr("Enter key"), u"document-edit"_s);
    m_keyPage = action(u"openKeyPage"_s, tr("Open key page…"), u"globe"_s);
    m_removeKey = action(u"removeKey"_s, tr("Remove key…"), u"edit-delete"_s);
    m_remove = action(u"removeProvider"_s, tr("Remove provider…"), u"edit-delete"_s);
    auto* row = new QHBoxLayout;
    row->addWidget(m_name);
    row->addStretch(1);
    for (KeycapButton* button : {m_test, m_enterKey, m_keyPage, m_removeKey, m_remove})
        row->addWidget(button);
    auto* all = new QVBoxLayout(m_details);
    all->setContentsMargins(0, space::badge, 0, 0);
    all->setSpacing(space::badge);
    all->addLayout(row);
    all->addWidget(m_facts);
    all->addWidget(m_problem);
    all->addWidget(m_findings);
    all->addWidget(m_models);
    content()->addWidget(m_details);
    connect(m_models, &ModelStrip::laneWanted, this, &ProviderList::laneWanted);

    connect(m_test, &QPushButton::clicked, this, [this] {
        m_lastFindings.remove(m_selectedId);
        m_table->setFocus(Qt::OtherFocusReason); // the button goes dead until the answer
        m_tests->start(TestOrigin::StoredKey, m_selectedId, {});
    });
    connect(m_enterKey, &QPushButton::clicked, this, [this] { Q_EMIT keyWanted(m_selectedId); });
    connect(m_keyPage, &QPushButton::clicked, this, &ProviderList::askOpenKeyPage);
    connect(m_removeKey, &QPushButton::clicked, this, &ProviderList::askRemoveKey);
    connect(m_remove, &QPushButton::clicked, this, &ProviderList::askRemoveEndpoint);
}

void ProviderList::refresh()
{
    const QString kept = m_selectedId;
    const int scrolled = m_table->verticalScrollBar()->value();
    m_resetting = true;
    m_model->setRows(m_service->rows());
    m_resetting = false;
    m_selectedId.clear();
    const int row = m_model->rowOf(kept);
    const QModelIndex index = row < 0 ? QModelIndex() : m_shown->mapFromSource(m_model->index(row, 0));
    if (index.isValid())
        m_table->setCurrentIndex(index);
    m_table->verticalScrollBar()->setValue(scrolled);
    showEmptiness();
    showDetails();
}

void ProviderList::select(const QString& endpointId)
{
    const int row = m_model->rowOf(endpointId);
    if (row < 0)
        return;
    if (!m_shown->mapFromSource(m_model->index(row, 0)).isValid())
        m_filter->clear();
    const QModelIndex index = m_shown->mapFromSource(m_model->index(row, 0));
    m_table->setCurrentIndex(index);
    m_table->scrollTo(index);
}

void ProviderList::onFilterChanged(const QString& text)
{
    m_shown->setFilterFixedString(text.trimmed());
    showEmptiness();
}

void ProviderList::onSelected()
{
    if (m_resetting)
        return;
    const QModelIndexList rows = m_table->selectionModel()->selectedRows();
    const QString id = rows.isEmpty() ? QString() : rows.first().data(ProviderTableModel::IdRole).toString();
    if (id == m_selectedId)
        return;
    m_selectedId = id;
    m_problem->clear();
    showDetails();
}

void ProviderList::onTested(const QString& endpointId, const QList<ProviderFinding>& findings)
{
    m_lastFindings.insert(endpointId, findings);
    showDetails();
}

const ProviderRow* ProviderList::selected() const
{
    const int row = m_model->rowOf(m_selectedId);
    return row < 0 ? nullptr : &m_model->at(row);
}

QString ProviderList::facts(const ProviderRow& row) const
{
    if (m_tests->isRunning(row.endpoint.id))
        return tr("Testing… This uses no tokens.");
    switch (row.state) {
    case ProviderState::NeedsKey: return tr("It needs a key before it can be asked.");
    case ProviderState::NotRunning: return tr("It does not answer at its address. Start it, then test again.");
    case ProviderState::NeedsAddress:
        return tr("Its address needs %1 in the environment.").arg(plainQuote(row.missing, 120));
    case ProviderState::Ready: break;
    }
    return plainQuote(row.endpoint.dataPolicy);
}

void ProviderList::showDetails()
{
    const ProviderRow* row = selected();
    m_details->setVisible(row != nullptr);
    if (row == nullptr)
        return;
    const Endpoint& endpoint = row->endpoint;
    m_name->setText(shownName(*row));
    m_facts->setText(facts(*row));
    m_facts->setVisible(!m_facts->text().isEmpty());
    m_problem->setVisible(!m_problem->text().isEmpty());
    m_findings->setFindings(m_lastFindings.value(endpoint.id));
    m_models->show(*row);
    const bool running = m_tests->isRunning(endpoint.id);
    const bool takesKey = endpoint.auth != AuthScheme::None;
    m_test->setEnabled(!running);
    m_enterKey->setVisible(takesKey);
    m_keyPage->setVisible(!endpoint.keyUrl.isEmpty());
    m_removeKey->setVisible(takesKey && !row->keySource.isEmpty());
    m_removeKey->setEnabled(!isFromEnvironment(*row));
    const QString why
        = isFromEnvironment(*row) ? tr("The key comes from the environment; remove it there.") : QString();
    m_removeKey->setToolTip(why);
    m_removeKey->setAccessibleDescription(why);
    m_remove->setVisible(endpoint.custom);
}

void ProviderList::showEmptiness()
{
    const bool empty = m_shown->rowCount() == 0;
    if (m_model->rowCount() == 0)
        m_empty->setText(tr("Your providers stand here. Paste a key above, or add a server by its address."));
    else if (empty)
        m_empty->setText(tr("No provider contains “%1”.").arg(plainQuote(m_filter->text(), 60)));
    m_empty->setVisible(empty);
    m_table->setVisible(!empty);
}

} // namespace assay
