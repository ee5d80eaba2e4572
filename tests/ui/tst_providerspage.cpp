// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/settings/providerservice.h"
#include "ui/settings/providertablemodel.h"
#include "ui/shell/mainwindow.h"
#include "ui/widgets/actionregistry.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QCheckBox>
#include <QComboBox>
#include <QDialog>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QMetaProperty>
#include <QSet>
#include <QStackedWidget>
#include <QStandardItemModel>
#include <QTest>

#include <memory>

using namespace assay;
using namespace Qt::StringLiterals;

namespace {

const QString kKey = u"xai-0123456789abcdefghijklmnop"_s;
using Outcome = ProviderFinding::Outcome;

ProviderRow row(const QString& id, const QString& name, const QString& address, ProviderState state)
{
    ProviderRow row;
    row.endpoint.id = id;
    row.endpoint.name = name;
    row.endpoint.baseUrl = QUrl(address);
    row.endpoint.dialect = u"openai-chat"_s;
    row.state = state;
    return row;
}

QList<ProviderRow> sampleRows()
{
    QList<ProviderRow> rows{row(u"xai"_s, u"xAI"_s, u"https://api.x.ai/v1"_s, ProviderState::NeedsKey),
        row(u"openai"_s, u"OpenAI"_s, u"https://api.openai.com/v1"_s, ProviderState::Ready),
        row(u"vertex"_s, u"Google Vertex AI"_s, u"https://aiplatform.googleapis.com/v1"_s, ProviderState::NeedsAddress),
        row(u"ollama"_s, u"Ollama"_s, u"http://127.0.0.1:11434"_s, ProviderState::NotRunning),
        row(u"anthropic"_s, u"Anthropic"_s, u"https://api.anthropic.com"_s, ProviderState::Ready),
        row(u"lab"_s, u"Lab server"_s, u"http://10.0.4.20:8000/v1"_s, ProviderState::Ready)};
    rows[0].catalogModels = 29;
    rows[0].endpoint.keyUrl = u"https://console.x.ai"_s;
    rows[1].keySource = u"environment OPENAI_API_KEY"_s;
    rows[1].catalogModels = 77;
    rows[1].spentThisMonth = Money::fromPico(9'860'000'000'000);
    rows[1].unpricedThisMonth = 3;
    rows[1].endpoint.keyUrl = u"https://platform.openai.com/api-keys"_s;
    rows[1].endpoint.dataPolicy = u"Does not train on API data; keeps it for 30 days."_s;
    rows[2].missing = u"GOOGLE_CLOUD_PROJECT"_s;
    rows[3].endpoint.auth = AuthScheme::None;
    rows[3].endpoint.local = true;
    rows[4].keySource = u"keyring"_s;
    rows[4].catalogModels = 25;
    rows[5].endpoint.custom = true;
    rows[5].endpoint.auth = AuthScheme::None;
    rows[5].unpricedThisMonth = 2;
    return rows;
}

// Answers when the test says so, and remembers what it was given.
class FakeService final : public ProviderService
{
public:
    QList<ProviderRow> providers = sampleRows();
    QList<KeyPlace> places{{u"keyring"_s, u"KWallet"_s, true, {}},
        {u"file"_s, u"Key file"_s, false, u"Its folder can be read by others."_s}};
    QStringList testedIds;
    QList<QByteArray> testedKeys;
    QList<QByteArray> savedKeys;
    QStringList savedPlaces;
    QStringList removedKeys;
    QStringList removed;
    QList<Endpoint> addedEndpoints;
    QString refusal;

    QList<ProviderRow> rows() const override { return providers; }
    QList<KeyPlace> keyPlaces() const override { return places; }
    std::optional<QString> providerOf(const QString& key) const override
    {
        return key.startsWith(u"xai-") ? std::optional(u"xai"_s) : std::nullopt;
    }
    void test(const QString& id, const Secret& key) override
    {
        testedIds.append(id);
        testedKeys.append(key.reveal().toByteArray());
    }
    void saveKey(const QString&, const Secret& key, const QString& place) override
    {
        savedKeys.append(key.reveal().toByteArray());
        savedPlaces.append(place);
    }
    void removeKey(const QString& id) override { removedKeys.append(id); }
    Result<void> addEndpoint(const Endpoint& endpoint) override
    {
        if (!refusal.isEmpty())
            return fail(ErrorKind::InvalidRequest, refusal);
        addedEndpoints.append(endpoint);
        ProviderRow added;
        added.endpoint = endpoint;
        providers.append(added);
        return {};
    }
    Result<void> removeEndpoint(const QString& id) override
    {
        if (!refusal.isEmpty())
            return fail(ErrorKind::InvalidRequest, refusal);
        removed.append(id);
        return {};
    }
};

QList<ProviderFinding> goodFindings()
{
    return {{u"reachable"_s, Outcome::Yes, u"Answered in 0.34 s."_s}, {u"key"_s, Outcome::Yes, {}},
        {u"model list"_s, Outcome::Yes, u"29 models, <b>29</b> of them priced."_s},
        {u"credit"_s, Outcome::Unknown, u"xAI does not tell."_s}};
}

struct Stage {
    explicit Stage(ThemeChoice theme = ThemeChoice::Light)
    {
        WindowServices services;
        services.project = u"Shop support"_s;
        services.theme = theme;
        services.providers = &service;
        window = makeMainWindow(services);
        window->show();
        window->actions()->find(u"page.settings"_s)->trigger();
    }
    template <class T> T* find(const QString& name) const
    {
        T* found = window->findChild<T*>(name);
        if (found == nullptr)
            qFatal("no widget %s", qPrintable(name));
        return found;
    }
    QAbstractButton* button(const QString& name) const { return find<QAbstractButton>(name); }
    void click(const QString& name) const { QTest::mouseClick(button(name), Qt::LeftButton); }
    QLineEdit* key() const { return find<QLineEdit>(u"keyField"_s); }
    QString message() const { return find<QLabel>(u"keyMessage"_s)->text(); }
    QAbstractItemView* table() const { return find<QAbstractItemView>(u"providerTable"_s); }
    QString recognised() const { return find<QWidget>(u"recognised"_s)->findChild<QLabel*>(u"factDetail"_s)->text(); }
    void select(const QString& name) const
    {
        for (int i = 0; i < table()->model()->rowCount(); ++i) {
            if (table()->model()->index(i, 0).data().toString() == name)
                table()->setCurrentIndex(table()->model()->index(i, 0));
        }
    }
    QStringList column(int column) const
    {
        QStringList texts;
        for (int i = 0; i < table()->model()->rowCount(); ++i)
            texts.append(table()->model()->index(i, column).data().toString());
        return texts;
    }

    FakeService service;
    std::unique_ptr<MainWindow> window;
};

// The name of a property that holds the text, anywhere in the window.
QString holderOf(const QString& text, QWidget* window)
{
    QList<QObject*> all = window->findChildren<QObject*>();
    all.append(window);
    for (const QObject* object : std::as_const(all)) {
        for (int i = 0; i < object->metaObject()->propertyCount(); ++i) {
            const QMetaProperty property = object->metaObject()->property(i);
            if (property.read(object).toString().contains(text))
                return object->objectName() + u'.' + QString::fromLatin1(property.name());
        }
    }
    return {};
}

} // namespace

class TestProvidersPage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void pageExistsOnlyWithAService()
    {
        WindowServices services;
        const auto window = makeMainWindow(services);
        QVERIFY(window->actions()->find(u"page.settings"_s) == nullptr);
        Stage stage;
        const QAction* settings = stage.window->actions()->find(u"page.settings"_s);
        QCOMPARE(settings->shortcut(), QKeySequence(Qt::CTRL | Qt::Key_Comma));
        QCOMPARE(stage.window->actions()->find(u"page.compare"_s)->shortcut(), QKeySequence(Qt::CTRL | Qt::Key_1));
        QVERIFY(settings->isChecked());
        QVERIFY(stage.key()->isVisible());
        const auto* compare = stage.find<QWidget>(u"rail.page.compare"_s);
        const auto* bottom = stage.find<QWidget>(u"rail.page.settings"_s);
        QVERIFY(compare->y() < 60);
        QVERIFY(bottom->geometry().bottom() > bottom->parentWidget()->height() - 20);
    }

    void fromPasteToGreen()
    {
        Stage stage;
        QVERIFY(!stage.button(u"testKey"_s)->isEnabled());
        QVERIFY(!stage.button(u"saveKey"_s)->isEnabled());
        QCOMPARE(stage.key()->echoMode(), QLineEdit::Password);
        stage.key()->setText(u"  "_s + kKey + u'\n');
        QVERIFY(stage.recognised().startsWith(u"xAI"));
        QVERIFY(!stage.find<QComboBox>(u"keyProvider"_s)->isVisible());

        stage.click(u"testKey"_s);
        QCOMPARE(stage.service.testedIds, QStringList{u"xai"_s});
        QCOMPARE(stage.service.testedKeys.first(), kKey.toUtf8());
        QVERIFY(!stage.button(u"testKey"_s)->isEnabled());
        QCOMPARE(stage.window->focusWidget(), stage.key()); // where Return does the next step
        Q_EMIT stage.service.tested(u"xai"_s, goodFindings());
        auto* findings = stage.find<QWidget>(u"newKeyFindings"_s);
        QVERIFY(findings->isVisible());
        const auto* models = findings->findChild<QWidget*>(u"finding.model list"_s);
        QVERIFY(models != nullptr);
        QCOMPARE(models->accessibleName(), u"Model list: Yes"_s);
        const auto* detail = models->findChild<QLabel*>(u"factDetail"_s);
        QCOMPARE(detail->text(), u"29 models, <b>29</b> of them priced."_s);
        QCOMPARE(detail->textFormat(), Qt::PlainText);
        QCOMPARE(stage.message(), u"xAI answers with this key."_s);

        stage.click(u"saveKey"_s);
        QCOMPARE(stage.service.savedKeys, QList{kKey.toUtf8()});
        QCOMPARE(stage.service.savedPlaces, QStringList{u"keyring"_s});
        QVERIFY(stage.key()->isReadOnly());
        Q_EMIT stage.service.saved(u"xai"_s, {});
        QCOMPARE(stage.key()->text(), QString());
        QVERIFY(!stage.key()->isUndoAvailable());
        QCOMPARE(stage.message(), u"The key of xAI is kept in KWallet."_s);
        QCOMPARE(holderOf(kKey, stage.window.get()), QString());
        QCOMPARE(stage.service.savedKeys.size(), 1);
        QCOMPARE(stage.service.testedKeys.size(), 1);
        QVERIFY(!stage.key()->isReadOnly());
    }

    void returnTestsThenSaves()
    {
        Stage stage;
        QTest::keyClicks(stage.key(), kKey);
        QTest::keyClick(stage.key(), Qt::Key_Return);
        QTest::keyClick(stage.key(), Qt::Key_Return); // still testing
        QCOMPARE(stage.service.testedIds.size(), 1);
        QCOMPARE(stage.service.savedKeys.size(), 0);
        Q_EMIT stage.service.tested(u"xai"_s, goodFindings());
        QTest::keyClick(stage.key(), Qt::Key_Return);
        QCOMPARE(stage.service.savedKeys.size(), 1);
    }

    void answersForAnotherKeyAreNotShown()
    {
        Stage stage;
        stage.key()->setText(kKey);
        stage.click(u"testKey"_s);
        stage.key()->setText(kKey + u"q"_s);
        Q_EMIT stage.service.tested(u"xai"_s, goodFindings());
        QVERIFY(!stage.find<QWidget>(u"newKeyFindings"_s)->isVisible());
        QVERIFY(stage.button(u"testKey"_s)->isEnabled());
    }

    void aQuotedKeyIsCoveredUp()
    {
        Stage stage;
        stage.key()->setText(kKey);
        stage.click(u"testKey"_s);
        Q_EMIT stage.service.tested(u"xai"_s, {{u"key"_s, Outcome::No, u"Incorrect API key: "_s + kKey}});
        auto* findings = stage.find<QWidget>(u"newKeyFindings"_s);
        QCOMPARE(findings->findChild<QLabel*>(u"factDetail"_s)->text(), u"Incorrect API key: •••"_s);
        QCOMPARE(stage.message(), u"xAI does not work with this key as it is."_s);
    }

    void failureToSaveKeepsTheKey()
    {
        Stage stage;
        stage.key()->setText(kKey);
        stage.click(u"saveKey"_s);
        Q_EMIT stage.service.saved(u"xai"_s, u"the wallet is locked"_s);
        QCOMPARE(stage.message(), u"The key was not kept: the wallet is locked"_s);
        QCOMPARE(stage.key()->text(), kKey);
        QVERIFY(stage.button(u"saveKey"_s)->isEnabled());
    }

    void ambiguousKeysNeedAChoice()
    {
        Stage stage;
        stage.key()->setText(u"sk-0123456789abcdef"_s);
        auto* provider = stage.find<QComboBox>(u"keyProvider"_s);
        QVERIFY(provider->isVisible());
        QVERIFY(!stage.button(u"testKey"_s)->isEnabled());
        QCOMPARE(provider->findData(u"ollama"_s), -1); // takes no key
        provider->setCurrentIndex(provider->findData(u"anthropic"_s));
        stage.click(u"testKey"_s);
        QCOMPARE(stage.service.testedIds, QStringList{u"anthropic"_s});
    }

    void recognitionCanBeOverruled()
    {
        Stage stage;
        stage.key()->setText(kKey);
        stage.click(u"otherProvider"_s);
        auto* provider = stage.find<QComboBox>(u"keyProvider"_s);
        QCOMPARE(provider->currentData().toString(), u"xai"_s);
        provider->setCurrentIndex(provider->findData(u"openai"_s));
        QVERIFY(stage.recognised().contains(u"xAI"));
        stage.click(u"saveKey"_s);
        Q_EMIT stage.service.saved(u"openai"_s, {});
        QCOMPARE(stage.message(), u"The key of OpenAI is kept in KWallet."_s);
    }

    void placesThatAreNotThereSayWhy()
    {
        Stage stage;
        auto* place = stage.find<QComboBox>(u"keyPlace"_s);
        const auto* model = qobject_cast<QStandardItemModel*>(place->model());
        QVERIFY(model->item(0)->isEnabled());
        QVERIFY(!model->item(1)->isEnabled());
        QCOMPARE(place->itemData(1, Qt::ToolTipRole).toString(), u"Its folder can be read by others."_s);
        stage.service.places[0].available = false;
        stage.service.places[0].why = u"No wallet runs."_s;
        Q_EMIT stage.service.changed();
        stage.key()->setText(kKey);
        QVERIFY(!stage.button(u"saveKey"_s)->isEnabled());
        QVERIFY(stage.button(u"testKey"_s)->isEnabled());
        const QString why = stage.find<QWidget>(u"keptIn"_s)->findChild<QLabel*>(u"factDetail"_s)->text();
        QVERIFY(why.contains(u"KWallet: No wallet runs."));
    }

    void tableShowsWhatIsKnown()
    {
        Stage stage;
        using Model = ProviderTableModel;
        QCOMPARE(stage.column(Model::Name),
            QStringList({u"OpenAI"_s, u"Anthropic"_s, u"Lab server"_s, u"xAI"_s, u"Google Vertex AI"_s, u"Ollama"_s}));
        QCOMPARE(stage.column(Model::Address).at(5), u"127.0.0.1:11434"_s);
        QCOMPARE(stage.column(Model::Spent),
            QStringList({u"$9.86 + 3 unpriced"_s, u"–"_s, u"2 unpriced"_s, u"–"_s, u"–"_s, u"local"_s}));
        QCOMPARE(stage.column(Model::State),
            QStringList(
                {u"ready"_s, u"ready"_s, u"ready"_s, u"needs a key"_s, u"address incomplete"_s, u"not running"_s}));
        QCOMPARE(stage.column(Model::Key).at(0), u"environment OPENAI_API_KEY"_s);
        QCOMPARE(stage.column(Model::Key).at(2), u"none needed"_s);
    }

    void filterAndEmptiness()
    {
        Stage stage;
        auto* filter = stage.find<QLineEdit>(u"providerFilter"_s);
        QTest::keyClicks(filter, u"ANTHR"_s);
        QCOMPARE(stage.column(0), QStringList{u"Anthropic"_s});
        filter->setText(u"10.0.4"_s);
        QCOMPARE(stage.column(0), QStringList{u"Lab server"_s});
        filter->setText(u"nothing"_s);
        auto* empty = stage.find<QLabel>(u"providersEmpty"_s);
        QVERIFY(empty->isVisible());
        QCOMPARE(empty->text(), u"No provider contains “nothing”."_s);
        filter->clear();
        QVERIFY(!empty->isVisible());
        stage.service.providers.clear();
        Q_EMIT stage.service.changed();
        QVERIFY(empty->isVisible());
        QVERIFY(empty->text().startsWith(u"Your providers stand here."));
    }

    void selectedProviderIsTested()
    {
        Stage stage;
        QVERIFY(!stage.find<QWidget>(u"providerDetails"_s)->isVisible());
        stage.select(u"Anthropic"_s);
        QVERIFY(stage.find<QWidget>(u"providerDetails"_s)->isVisible());
        stage.click(u"testProvider"_s);
        QCOMPARE(stage.service.testedKeys, QList{QByteArray()});
        Q_EMIT stage.service.tested(u"anthropic"_s, goodFindings());
        auto* findings = stage.find<QWidget>(u"providerFindings"_s);
        QVERIFY(findings->isVisible());
        QVERIFY(!stage.find<QWidget>(u"newKeyFindings"_s)->isVisible());
        Q_EMIT stage.service.changed();
        QVERIFY2(findings->isVisible(), "the selection and its findings outlive new rows");
        stage.select(u"OpenAI"_s);
        QVERIFY(!findings->isVisible());
        stage.select(u"Anthropic"_s);
        QVERIFY(findings->isVisible());
    }

    void keysAndProvidersAreRemovedAfterAQuestion()
    {
        Stage stage;
        stage.select(u"OpenAI"_s);
        QVERIFY(!stage.button(u"removeKey"_s)->isEnabled());
        QVERIFY(!stage.button(u"removeProvider"_s)->isVisible());
        stage.select(u"Anthropic"_s);
        stage.click(u"removeKey"_s);
        auto* box = stage.find<QMessageBox>(u"confirmRemoveKey"_s);
        QCOMPARE(stage.service.removedKeys.size(), 0);
        QTest::mouseClick(box->findChild<QAbstractButton*>(u"confirmYes"_s), Qt::LeftButton);
        QCOMPARE(stage.service.removedKeys, QStringList{u"anthropic"_s});

        stage.select(u"Lab server"_s);
        stage.service.refusal = u"a run uses it"_s;
        stage.click(u"removeProvider"_s);
        box = stage.find<QMessageBox>(u"confirmRemoveProvider"_s);
        QTest::mouseClick(box->findChild<QAbstractButton*>(u"confirmYes"_s), Qt::LeftButton);
        QCOMPARE(stage.find<QLabel>(u"providerProblem"_s)->text(), u"It was not removed: a run uses it"_s);
        QCOMPARE(stage.service.removed.size(), 0);
    }

    void keyPageShowsItsTarget()
    {
        Stage stage;
        stage.select(u"Anthropic"_s);
        QVERIFY(!stage.button(u"openKeyPage"_s)->isVisible());
        stage.select(u"xAI"_s);
        stage.click(u"openKeyPage"_s);
        auto* box = stage.find<QMessageBox>(u"confirmKeyPage"_s);
        QCOMPARE(box->informativeText(), u"https://console.x.ai"_s);
        box->reject();
        stage.click(u"enterKey"_s);
        QCOMPARE(stage.find<QComboBox>(u"keyProvider"_s)->currentData().toString(), u"xai"_s);
    }

    void endpointsAreAddedByAddress()
    {
        Stage stage;
        stage.click(u"addByAddress"_s);
        auto* dialog = stage.find<QDialog>(u"addressDialog"_s);
        auto* problem = stage.find<QLabel>(u"endpointProblem"_s);
        stage.click(u"endpointAdd"_s);
        QVERIFY(problem->text().startsWith(u"The name needs"));
        stage.find<QLineEdit>(u"endpointName"_s)->setText(u"My  Lab 2"_s);
        for (const QString& bad : {u"lab:8000"_s, u"ftp://lab/v1"_s, u"http://"_s, u"https://me:secret@lab/v1"_s}) {
            stage.find<QLineEdit>(u"endpointAddress"_s)->setText(bad);
            stage.click(u"endpointAdd"_s);
            QVERIFY2(problem->text().startsWith(u"The address must"), qPrintable(bad));
        }
        stage.find<QLineEdit>(u"endpointAddress"_s)->setText(u"http://localhost:8000/v1"_s);
        auto* format = stage.find<QComboBox>(u"endpointFormat"_s);
        QCOMPARE(format->count(), 7);
        format->setCurrentIndex(format->findData(u"anthropic"_s));
        stage.service.refusal = u"the name is taken"_s;
        stage.click(u"endpointAdd"_s);
        QCOMPARE(problem->text(), u"It could not be added: the name is taken"_s);
        QVERIFY(dialog->isVisible());
        stage.service.refusal.clear();
        stage.click(u"endpointAdd"_s);
        QCOMPARE(stage.service.addedEndpoints.size(), 1);
        const Endpoint added = stage.service.addedEndpoints.first();
        QCOMPARE(added.id, u"my-lab-2"_s);
        QCOMPARE(added.name, u"My Lab 2"_s);
        QCOMPARE(added.dialect, u"anthropic"_s);
        QCOMPARE(added.auth, AuthScheme::XApiKey);
        QCOMPARE(added.baseUrl, QUrl(u"http://localhost:8000/v1"_s));
        QVERIFY(added.custom && added.local);
        QVERIFY(!dialog->isVisible());
        QCOMPARE(stage.find<QLabel>(u"selectedProvider"_s)->text(), u"My Lab 2"_s);
        QCOMPARE(stage.find<QComboBox>(u"keyProvider"_s)->currentData().toString(), u"my-lab-2"_s);
    }

    void controlsHaveNames()
    {
        Stage stage;
        stage.select(u"Lab server"_s);
        stage.click(u"addByAddress"_s);
        auto* page = stage.find<QWidget>(u"providersPage"_s);
        int controls = 0;
        for (const QWidget* widget : page->findChildren<QWidget*>()) {
            if (widget->focusPolicy() == Qt::NoFocus || widget->objectName().startsWith(u"qt_"))
                continue;
            const auto* inside = qobject_cast<const QAbstractScrollArea*>(widget->parentWidget());
            if (inside != nullptr || qobject_cast<const QComboBox*>(widget->parentWidget()) != nullptr)
                continue; // parts of a control
            if (widget->window()->inherits("QComboBoxPrivateContainer"))
                continue;
            ++controls;
            const QString what = QString::fromLatin1(widget->metaObject()->className()) + u' ' + widget->objectName();
            QVERIFY2(!widget->objectName().isEmpty(), qPrintable(what));
            QVERIFY2(!widget->accessibleName().isEmpty(), qPrintable(what));
        }
        QVERIFY(controls >= 15);
        for (const QLabel* label : page->findChildren<QLabel*>()) {
            if (label->buddy() == nullptr)
                QCOMPARE(label->textFormat(), Qt::PlainText);
        }
    }

    void pictures_data()
    {
        QTest::addColumn<ThemeChoice>("theme");
        QTest::newRow("light") << ThemeChoice::Light;
        QTest::newRow("dark") << ThemeChoice::Dark;
    }
    void pictures()
    {
        QFETCH(ThemeChoice, theme);
        Stage stage(theme);
        stage.select(u"OpenAI"_s);
        stage.click(u"testProvider"_s);
        Q_EMIT stage.service.tested(u"openai"_s, {{u"key"_s, Outcome::No, u"The answer was “401, invalid key”."_s}});
        stage.key()->setText(kKey);
        stage.click(u"testKey"_s);
        Q_EMIT stage.service.tested(u"xai"_s, goodFindings());
        QTest::qWait(30);
        const QImage picture = stage.window->grab().toImage();
        QSet<QRgb> colours;
        for (int y = 0; y < picture.height(); y += 2) {
            for (int x = 0; x < picture.width(); x += 2)
                colours.insert(picture.pixel(x, y));
        }
        QVERIFY(colours.size() > 100);
        const bool dark = theme == ThemeChoice::Dark;
        QCOMPARE(qGray(picture.pixel(picture.width() / 2, 4)) < 128, dark);
        QVERIFY(colours.contains((dark ? Theme::darkTheme() : Theme::light()).pane.rgb()));
        stage.click(u"addByAddress"_s);
        stage.click(u"endpointAdd"_s);
        stage.find<QCheckBox>(u"endpointNoKey"_s)->setChecked(true);
        auto* dialog = stage.find<QDialog>(u"addressDialog"_s);
        QTest::qWait(30);
        QVERIFY(!dialog->grab().isNull());
        // For people who want to look at it.
        const QString folder = qEnvironmentVariable("ASSAY_TEST_PICTURES");
        if (folder.isEmpty())
            return;
        const QString suffix = dark ? u"-dark.png"_s : u"-light.png"_s;
        QVERIFY(picture.save(folder + u"/providers"_s + suffix));
        QVERIFY(saveScreenshot(dialog, folder + u"/address"_s + suffix));
        dialog->reject();
        stage.window->resize(1000, 640);
        QTest::qWait(30);
        QVERIFY(saveScreenshot(stage.window.get(), folder + u"/providers-small"_s + suffix));
    }
};

QTEST_MAIN(TestProvidersPage)
#include "tst_providerspage.moc"
