<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>assay::AddressDialog</name>
    <message>
        <source>OpenAI chat completions</source>
        <translation>OpenAI Chat Completions</translation>
    </message>
    <message>
        <source>OpenAI responses</source>
        <translation>OpenAI Responses</translation>
    </message>
    <message>
        <source>Anthropic messages</source>
        <translation>Anthropic Messages</translation>
    </message>
    <message>
        <source>Google Gemini</source>
        <translation>Google Gemini</translation>
    </message>
    <message>
        <source>Ollama</source>
        <translation>Ollama</translation>
    </message>
    <message>
        <source>Cohere</source>
        <translation>Cohere</translation>
    </message>
    <message>
        <source>Amazon Bedrock</source>
        <translation>Amazon Bedrock</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Lab server</source>
        <translation>Laborserver</translation>
    </message>
    <message>
        <source>Base address</source>
        <translation>Basisadresse</translation>
    </message>
    <message>
        <source>It needs no key</source>
        <translation>Kein Schlüssel nötig</translation>
    </message>
    <message>
        <source>Add by address</source>
        <translation>Per Adresse hinzufügen</translation>
    </message>
    <message>
        <source>Format it speaks</source>
        <translation>Format, das er spricht</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>&amp;Name</translation>
    </message>
    <message>
        <source>&amp;Base address</source>
        <translation>&amp;Basisadresse</translation>
    </message>
    <message>
        <source>&amp;Format</source>
        <translation>&amp;Format</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Hinzufügen</translation>
    </message>
    <message>
        <source>The name needs at least one letter or digit (a–z, 0–9).</source>
        <translation>Der Name braucht mindestens einen Buchstaben oder eine Ziffer (a–z, 0–9).</translation>
    </message>
    <message>
        <source>The address must be complete, such as https://example.org/v1.</source>
        <translation>Die Adresse muss vollständig sein, zum Beispiel https://example.org/v1.</translation>
    </message>
    <message>
        <source>The address must hold no user name or password. Enter the key after adding.</source>
        <translation>Die Adresse darf weder Benutzernamen noch Passwort enthalten. Der Schlüssel wird nach dem Hinzufügen eingegeben.</translation>
    </message>
    <message>
        <source>It could not be added.</source>
        <translation>Das Hinzufügen ist fehlgeschlagen.</translation>
    </message>
    <message>
        <source>It could not be added: %1</source>
        <translation>Das Hinzufügen ist fehlgeschlagen: %1</translation>
    </message>
    <message>
        <source>Local %1</source>
        <translation>Lokal %1</translation>
    </message>
</context>
<context>
    <name>assay::AnswerView</name>
    <message>
        <source>Copied</source>
        <translation>Kopiert</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
</context>
<context>
    <name>assay::AnswersDialog</name>
    <message>
        <source>Answers</source>
        <translation>Antworten</translation>
    </message>
    <message>
        <source>Show more</source>
        <translation>Mehr zeigen</translation>
    </message>
    <message>
        <source>Choose an answer to see why it cost what it did.</source>
        <translation>Eine Antwort wählen, um zu sehen, warum sie so viel gekostet hat.</translation>
    </message>
    <message>
        <source>Cost by class</source>
        <translation>Kosten nach Klasse</translation>
    </message>
    <message>
        <source>Prompt and answer</source>
        <translation>Prompt und Antwort</translation>
    </message>
    <message>
        <source>The newest %1</source>
        <translation>Die neuesten %1</translation>
    </message>
    <message>
        <source>All %1</source>
        <translation>Alle %1</translation>
    </message>
    <message>
        <source>Prompt</source>
        <translation>Prompt</translation>
    </message>
    <message>
        <source>No text came.</source>
        <translation>Es kam kein Text.</translation>
    </message>
</context>
<context>
    <name>assay::AnswersModel</name>
    <message>
        <source>no price</source>
        <translation>kein Preis</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Wann</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Ended</source>
        <translation>Ausgang</translation>
    </message>
    <message>
        <source>Cost</source>
        <translation>Kosten</translation>
    </message>
    <message>
        <source>Known by</source>
        <translation>Quelle</translation>
    </message>
    <message>
        <source>Prompt</source>
        <translation>Prompt</translation>
    </message>
</context>
<context>
    <name>assay::AppearanceSection</name>
    <message>
        <source>Colours</source>
        <translation>Farben</translation>
    </message>
    <message>
        <source>As the desktop has them</source>
        <translation>Wie auf dem Desktop</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>Applies at once, and is kept for the next start.</source>
        <translation>Gilt sofort und bleibt für den nächsten Start erhalten.</translation>
    </message>
    <message>
        <source>High contrast</source>
        <translation>Hoher Kontrast</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>Text size</source>
        <translation>Textgröße</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>Ctrl and plus, minus or 0 change it from every page.</source>
        <translation>Strg mit Plus, Minus oder 0 ändert sie auf jeder Seite.</translation>
    </message>
</context>
<context>
    <name>assay::AttachmentBar</name>
    <message>
        <source>image, %1</source>
        <translation>Bild, %1</translation>
    </message>
    <message>
        <source>PDF, %1</source>
        <translation>PDF, %1</translation>
    </message>
    <message numerus="yes">
        <source>text, %n characters</source>
        <translation>
            <numerusform>Text, %n Zeichen</numerusform>
            <numerusform>Text, %n Zeichen</numerusform>
        </translation>
    </message>
    <message>
        <source>Attached files</source>
        <translation>Angehängte Dateien</translation>
    </message>
    <message>
        <source>Attach files</source>
        <translation>Dateien anhängen</translation>
    </message>
    <message>
        <source>Images, PDF and text (*.png *.jpg *.jpeg *.webp *.gif *.pdf *.txt *.md *.csv *.json *.xml *.html *.py *.js *.ts *.cpp *.h *.sql)</source>
        <translation>Bilder, PDF und Text (*.png *.jpg *.jpeg *.webp *.gif *.pdf *.txt *.md *.csv *.json *.xml *.html *.py *.js *.ts *.cpp *.h *.sql)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Pasted image</source>
        <translation>Eingefügtes Bild</translation>
    </message>
    <message numerus="yes">
        <source>At most %n files can go along.</source>
        <translation>
            <numerusform>Höchstens %n Datei kann mitgehen.</numerusform>
            <numerusform>Höchstens %n Dateien können mitgehen.</numerusform>
        </translation>
    </message>
    <message>
        <source>Attached: %1. Press to remove</source>
        <translation>Angehängt: %1. Drücken zum Entfernen</translation>
    </message>
    <message>
        <source>Remove this file</source>
        <translation>Diese Datei entfernen</translation>
    </message>
</context>
<context>
    <name>assay::BlockWriter</name>
    <message>
        <source>The table is cut here: it has %1 rows and %2 columns.</source>
        <translation>Die Tabelle ist hier gekürzt: Sie hat %1 Zeilen und %2 Spalten.</translation>
    </message>
</context>
<context>
    <name>assay::CalendarHeatMap</name>
    <message>
        <source>Nothing was called.</source>
        <translation>Keine Aufrufe.</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>Tag</translation>
    </message>
    <message>
        <source>Cost</source>
        <translation>Kosten</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Hinweis</translation>
    </message>
    <message>
        <source>over %1 a day</source>
        <translation>über %1 am Tag</translation>
    </message>
</context>
<context>
    <name>assay::ChartBox</name>
    <message>
        <source>Show as a table</source>
        <translation>Als Tabelle zeigen</translation>
    </message>
    <message>
        <source>Copy or save this chart</source>
        <translation>Dieses Diagramm kopieren oder speichern</translation>
    </message>
    <message>
        <source>Copy picture</source>
        <translation>Bild kopieren</translation>
    </message>
    <message>
        <source>Copy as CSV</source>
        <translation>Als CSV kopieren</translation>
    </message>
    <message>
        <source>Save as…</source>
        <translation>Speichern unter…</translation>
    </message>
    <message>
        <source>Save the chart</source>
        <translation>Diagramm speichern</translation>
    </message>
    <message>
        <source>Picture (*.png)</source>
        <translation>Bild (*.png)</translation>
    </message>
    <message>
        <source>Drawing (*.svg)</source>
        <translation>Zeichnung (*.svg)</translation>
    </message>
    <message>
        <source>Table (*.csv)</source>
        <translation>Tabelle (*.csv)</translation>
    </message>
    <message>
        <source>%1 could not be written.</source>
        <translation>%1 konnte nicht geschrieben werden.</translation>
    </message>
</context>
<context>
    <name>assay::CompareBar</name>
    <message>
        <source>Columns</source>
        <translation>Spalten</translation>
    </message>
    <message>
        <source>Grid</source>
        <translation>Raster</translation>
    </message>
    <message>
        <source>Stop all</source>
        <translation>Alle stoppen</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>Vergleich</translation>
    </message>
    <message>
        <source>Add lane</source>
        <translation>Spur hinzufügen</translation>
    </message>
    <message>
        <source>Add a model to the line-up</source>
        <translation>Ein Modell zur Aufstellung hinzufügen</translation>
    </message>
    <message>
        <source>Commands</source>
        <translation>Befehle</translation>
    </message>
    <message>
        <source>Focus</source>
        <translation>Fokus</translation>
    </message>
    <message>
        <source>Tabs</source>
        <translation>Reiter</translation>
    </message>
    <message>
        <source>Line-up</source>
        <translation>Aufstellung</translation>
    </message>
    <message>
        <source>Line-ups</source>
        <translation>Aufstellungen</translation>
    </message>
    <message>
        <source>Keep these lanes under a name, or take up others</source>
        <translation>Diese Spuren unter einem Namen speichern oder andere übernehmen</translation>
    </message>
</context>
<context>
    <name>assay::CompareDiff</name>
    <message>
        <source>Reading</source>
        <translation>Lesen</translation>
    </message>
    <message>
        <source>Differences of two answers</source>
        <translation>Unterschiede zweier Antworten</translation>
    </message>
    <message>
        <source>Diff</source>
        <translation>Diff</translation>
    </message>
    <message>
        <source>Next change</source>
        <translation>Nächster Unterschied</translation>
    </message>
    <message>
        <source>Change before</source>
        <translation>Voriger Unterschied</translation>
    </message>
    <message>
        <source>, sample %1</source>
        <translation>, Variante %1</translation>
    </message>
</context>
<context>
    <name>assay::CompareForesight</name>
    <message>
        <source>This model will not get all: %1</source>
        <translation>Dieses Modell bekommt nicht alles: %1</translation>
    </message>
</context>
<context>
    <name>assay::CompareJudging</name>
    <message>
        <source>Judge blind</source>
        <translation>Blind urteilen</translation>
    </message>
    <message>
        <source>Judging</source>
        <translation>Urteilen</translation>
    </message>
    <message>
        <source>Blind</source>
        <translation>Blind</translation>
    </message>
    <message>
        <source>Answer 1 is better</source>
        <translation>Antwort 1 ist besser</translation>
    </message>
    <message>
        <source>Answer 2 is better</source>
        <translation>Antwort 2 ist besser</translation>
    </message>
    <message>
        <source>Tie</source>
        <translation>Unentschieden</translation>
    </message>
    <message>
        <source>Both bad</source>
        <translation>Beide schlecht</translation>
    </message>
    <message>
        <source>Can&apos;t tell</source>
        <translation>Nicht zu sagen</translation>
    </message>
    <message>
        <source>Take the last vote back</source>
        <translation>Letztes Urteil zurücknehmen</translation>
    </message>
    <message>
        <source>Blind judging needs two lanes with different models, and no run that is open.</source>
        <translation>Blindes Urteilen braucht zwei Spuren mit verschiedenen Modellen und keinen offenen Lauf.</translation>
    </message>
    <message>
        <source>Ask something. Both answers appear together when both are complete; names, speed and cost after your vote.</source>
        <translation>Etwas fragen. Beide Antworten erscheinen zusammen, sobald beide vollständig sind; Namen, Tempo und Kosten nach dem Urteil.</translation>
    </message>
    <message>
        <source>Both answers appear together when both are complete.</source>
        <translation>Beide Antworten erscheinen zusammen, sobald beide vollständig sind.</translation>
    </message>
    <message>
        <source>Answer %1 says who made it; the words are masked and your vote is marked.</source>
        <translation>Antwort %1 verrät ihren Hersteller; die Wörter sind verdeckt und das Urteil wird markiert.</translation>
    </message>
    <message>
        <source> and </source>
        <translation> und </translation>
    </message>
    <message>
        <source>The vote was not stored: %1</source>
        <translation>Das Urteil wurde nicht gespeichert: %1</translation>
    </message>
    <message>
        <source>You chose answer 1, which was %1.</source>
        <translation>Gewählt: Antwort 1, das war %1.</translation>
    </message>
    <message>
        <source>You chose answer 2, which was %1.</source>
        <translation>Gewählt: Antwort 2, das war %1.</translation>
    </message>
    <message>
        <source>A tie between %1 and %2.</source>
        <translation>Unentschieden zwischen %1 und %2.</translation>
    </message>
    <message>
        <source>Both bad: %1 and %2.</source>
        <translation>Beide schlecht: %1 und %2.</translation>
    </message>
    <message>
        <source>You could not tell %1 from %2.</source>
        <translation>%1 und %2 waren nicht zu unterscheiden.</translation>
    </message>
    <message>
        <source>Vote kept. %1</source>
        <translation>Urteil gespeichert. %1</translation>
    </message>
    <message>
        <source>The vote was taken back. Since you know who wrote which, the pair is not asked again.</source>
        <translation>Das Urteil wurde zurückgenommen. Da nun bekannt ist, wer was schrieb, wird das Paar nicht noch einmal gefragt.</translation>
    </message>
</context>
<context>
    <name>assay::CompareKeeping</name>
    <message>
        <source>Keeping</source>
        <translation>Aufbewahren</translation>
    </message>
    <message>
        <source>Line-ups…</source>
        <translation>Aufstellungen…</translation>
    </message>
    <message>
        <source>Keep this line-up…</source>
        <translation>Diese Aufstellung speichern…</translation>
    </message>
    <message>
        <source>Prompts and their versions…</source>
        <translation>Prompts und ihre Versionen…</translation>
    </message>
    <message>
        <source>Open a conversation…</source>
        <translation>Gespräch öffnen…</translation>
    </message>
    <message>
        <source>Export this conversation…</source>
        <translation>Dieses Gespräch exportieren…</translation>
    </message>
    <message>
        <source>Line-ups</source>
        <translation>Aufstellungen</translation>
    </message>
    <message numerus="yes">
        <source>%1 (%n lanes)</source>
        <translation>
            <numerusform>%1 (%n Spur)</numerusform>
            <numerusform>%1 (%n Spuren)</numerusform>
        </translation>
    </message>
    <message>
        <source>Forget</source>
        <translation>Vergessen</translation>
    </message>
    <message>
        <source>Forgotten: %1</source>
        <translation>Vergessen: %1</translation>
    </message>
    <message>
        <source>Keep this line-up</source>
        <translation>Diese Aufstellung speichern</translation>
    </message>
    <message>
        <source>Name, such as “Everyday three”</source>
        <translation>Name, zum Beispiel „Drei für jeden Tag“</translation>
    </message>
    <message>
        <source>Kept as %1</source>
        <translation>Gespeichert als %1</translation>
    </message>
    <message numerus="yes">
        <source>%n versions</source>
        <translation>
            <numerusform>%n Version</numerusform>
            <numerusform>%n Versionen</numerusform>
        </translation>
    </message>
    <message>
        <source>Prompts you have asked…</source>
        <translation>Gestellte Prompts…</translation>
    </message>
    <message>
        <source>No system prompt is kept yet; write one and press Keep.</source>
        <translation>Noch kein System-Prompt gespeichert; einen schreiben und „Speichern“ drücken.</translation>
    </message>
    <message>
        <source>version %1</source>
        <translation>Version %1</translation>
    </message>
    <message>
        <source>System prompts…</source>
        <translation>System-Prompts…</translation>
    </message>
    <message>
        <source>Keep this system prompt</source>
        <translation>Diesen System-Prompt speichern</translation>
    </message>
    <message>
        <source>Name, such as “Careful reviewer”</source>
        <translation>Name, zum Beispiel „Sorgfältige Prüferin“</translation>
    </message>
    <message numerus="yes">
        <source>%n turns</source>
        <translation>
            <numerusform>%n Runde</numerusform>
            <numerusform>%n Runden</numerusform>
        </translation>
    </message>
    <message>
        <source>There is nothing stored of this conversation yet.</source>
        <translation>Von diesem Gespräch ist noch nichts gespeichert.</translation>
    </message>
    <message>
        <source>Copied as curl; your key belongs into $API_KEY.</source>
        <translation>Als curl kopiert; der Schlüssel gehört in $API_KEY.</translation>
    </message>
</context>
<context>
    <name>assay::ComparePage</name>
    <message>
        <source>Lane %1: %2</source>
        <translation>Spur %1: %2</translation>
    </message>
    <message>
        <source>simulated, nothing billed</source>
        <translation>simuliert, nichts abgerechnet</translation>
    </message>
    <message>
        <source>so far %1</source>
        <translation>bisher %1</translation>
    </message>
    <message>
        <source>%1 of %2 open · %3</source>
        <translation>%1 von %2 offen · %3</translation>
    </message>
    <message>
        <source>this run %1</source>
        <translation>dieser Lauf %1</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>Vergleich</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>Starten</translation>
    </message>
    <message>
        <source>Stop all lanes</source>
        <translation>Alle Spuren stoppen</translation>
    </message>
    <message>
        <source>Add lane…</source>
        <translation>Spur hinzufügen…</translation>
    </message>
    <message>
        <source>Go to lane %1</source>
        <translation>Zu Spur %1</translation>
    </message>
    <message>
        <source>Next region</source>
        <translation>Nächster Bereich</translation>
    </message>
    <message>
        <source>Previous region</source>
        <translation>Vorheriger Bereich</translation>
    </message>
    <message>
        <source>Copy the answer as Markdown</source>
        <translation>Antwort als Markdown kopieren</translation>
    </message>
    <message>
        <source>Race</source>
        <translation>Rennen</translation>
    </message>
    <message>
        <source>simulated</source>
        <translation>simuliert</translation>
    </message>
    <message>
        <source>local</source>
        <translation>lokal</translation>
    </message>
    <message>
        <source>Change the model to…</source>
        <translation>Modell wechseln zu…</translation>
    </message>
    <message>
        <source>%1 is complete</source>
        <translation>%1 ist vollständig</translation>
    </message>
    <message>
        <source>Same settings in all lanes</source>
        <translation>Gleiche Einstellungen in allen Spuren</translation>
    </message>
    <message>
        <source>Changed settings in all lanes</source>
        <translation>Geänderte Einstellungen in allen Spuren</translation>
    </message>
    <message numerus="yes">
        <source>%n lanes have own settings</source>
        <translation>
            <numerusform>%n Spur hat eigene Einstellungen</numerusform>
            <numerusform>%n Spuren haben eigene Einstellungen</numerusform>
        </translation>
    </message>
    <message>
        <source>answers are being written</source>
        <translation>Antworten werden geschrieben</translation>
    </message>
    <message>
        <source>File %1</source>
        <translation>Datei %1</translation>
    </message>
    <message>
        <source>Write a prompt</source>
        <translation>Prompt schreiben</translation>
    </message>
    <message>
        <source>Edit the shown turn and ask it anew</source>
        <translation>Gezeigte Runde bearbeiten und neu fragen</translation>
    </message>
    <message>
        <source>New conversation</source>
        <translation>Neues Gespräch</translation>
    </message>
    <message>
        <source>Turn before</source>
        <translation>Vorige Runde</translation>
    </message>
    <message>
        <source>Turn after</source>
        <translation>Nächste Runde</translation>
    </message>
    <message>
        <source>One more sample of this lane</source>
        <translation>Noch eine Variante dieser Spur</translation>
    </message>
    <message>
        <source>All lanes go on from this answer</source>
        <translation>Alle Spuren machen mit dieser Antwort weiter</translation>
    </message>
    <message>
        <source>Sample before</source>
        <translation>Vorige Variante</translation>
    </message>
    <message>
        <source>Next sample</source>
        <translation>Nächste Variante</translation>
    </message>
    <message>
        <source>Settings of this lane</source>
        <translation>Einstellungen dieser Spur</translation>
    </message>
    <message>
        <source>Duplicate this lane</source>
        <translation>Diese Spur verdoppeln</translation>
    </message>
    <message>
        <source>Move this lane to the left</source>
        <translation>Diese Spur nach links</translation>
    </message>
    <message>
        <source>Move this lane to the right</source>
        <translation>Diese Spur nach rechts</translation>
    </message>
    <message>
        <source>Remove this lane</source>
        <translation>Diese Spur entfernen</translation>
    </message>
    <message>
        <source>prompt version %1</source>
        <translation>Prompt-Version %1</translation>
    </message>
    <message>
        <source>Add a model… (Shift+Return: and the next)</source>
        <translation>Modell hinzufügen … (Umschalt+Eingabe: und noch eines)</translation>
    </message>
    <message>
        <source>What the next run may cost, and its limit</source>
        <translation>Was der nächste Lauf kosten kann, und seine Grenze</translation>
    </message>
    <message>
        <source>Continue your answer exactly where it stopped, in the same language. Repeat nothing of it.</source>
        <translation>Setze deine Antwort genau dort fort, wo sie abbrach, in derselben Sprache. Wiederhole nichts davon.</translation>
    </message>
</context>
<context>
    <name>assay::CompareReading</name>
    <message>
        <source>Reading</source>
        <translation>Lesen</translation>
    </message>
    <message>
        <source>Scroll together (hold Shift to scroll one alone)</source>
        <translation>Gemeinsam rollen (mit Umschalt nur eine)</translation>
    </message>
    <message>
        <source>Scroll together</source>
        <translation>Gemeinsam rollen</translation>
    </message>
    <message>
        <source>Find in all lanes</source>
        <translation>In allen Spuren suchen</translation>
    </message>
    <message>
        <source>Lane before, at the same place</source>
        <translation>Vorige Spur, gleiche Stelle</translation>
    </message>
    <message>
        <source>Next lane, at the same place</source>
        <translation>Nächste Spur, gleiche Stelle</translation>
    </message>
    <message>
        <source>One lane alone, or all again</source>
        <translation>Nur eine Spur oder wieder alle</translation>
    </message>
    <message>
        <source>Open a link</source>
        <translation>Link öffnen</translation>
    </message>
    <message>
        <source>A model wrote this address. Open it in your browser?</source>
        <translation>Diese Adresse hat ein Modell geschrieben. Im Browser öffnen?</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Copy address</source>
        <translation>Adresse kopieren</translation>
    </message>
</context>
<context>
    <name>assay::CompareSettings</name>
    <message>
        <source>Settings of all lanes…</source>
        <translation>Einstellungen aller Spuren…</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>Vergleich</translation>
    </message>
    <message>
        <source>What the lanes do not share</source>
        <translation>Was die Spuren unterscheidet</translation>
    </message>
    <message>
        <source>Settings of all lanes</source>
        <translation>Einstellungen aller Spuren</translation>
    </message>
    <message>
        <source>Settings of lane %1, %2</source>
        <translation>Einstellungen von Spur %1, %2</translation>
    </message>
    <message>
        <source>its own answers</source>
        <translation>eigene Antworten</translation>
    </message>
    <message>
        <source>its own answers, not of every turn</source>
        <translation>eigene Antworten, nicht aus jeder Runde</translation>
    </message>
</context>
<context>
    <name>assay::Composer</name>
    <message>
        <source>System prompt</source>
        <translation>System-Prompt</translation>
    </message>
    <message>
        <source>Show or hide the system prompt</source>
        <translation>System-Prompt ein- oder ausblenden</translation>
    </message>
    <message>
        <source>Ask something…</source>
        <translation>Etwas fragen…</translation>
    </message>
    <message>
        <source>Ask all %1 lanes…</source>
        <translation>Alle %1 Spuren fragen…</translation>
    </message>
    <message>
        <source>Follow-up…</source>
        <translation>Weiterfragen…</translation>
    </message>
    <message>
        <source>Follow-up to all %1 lanes…</source>
        <translation>Alle %1 Spuren weiterfragen…</translation>
    </message>
    <message>
        <source>Each lane goes on from its own answer</source>
        <translation>Jede Spur macht mit ihrer eigenen Antwort weiter</translation>
    </message>
    <message>
        <source>All lanes go on from %1</source>
        <translation>Alle Spuren machen mit %1 weiter</translation>
    </message>
    <message>
        <source>New conversation</source>
        <translation>Neues Gespräch</translation>
    </message>
    <message>
        <source>Asks turn %1 anew</source>
        <translation>Fragt Runde %1 neu</translation>
    </message>
    <message>
        <source>All lanes go on from the answer of %1</source>
        <translation>Alle Spuren machen mit der Antwort von %1 weiter</translation>
    </message>
    <message>
        <source>Attach</source>
        <translation>Anhängen</translation>
    </message>
    <message>
        <source>Attach images, PDF or text; dropping and pasting work too</source>
        <translation>Bilder, PDF oder Text anhängen; auch Ablegen und Einfügen gehen</translation>
    </message>
    <message>
        <source>Same settings in all lanes</source>
        <translation>Gleiche Einstellungen in allen Spuren</translation>
    </message>
    <message>
        <source>Temperature, output limit, reasoning, tools and more</source>
        <translation>Temperatur, Ausgabelimit, Denken, Werkzeuge und mehr</translation>
    </message>
    <message>
        <source>Prompts</source>
        <translation>Prompts</translation>
    </message>
    <message>
        <source>Prompts you have asked, with their versions</source>
        <translation>Gestellte Prompts mit ihren Versionen</translation>
    </message>
    <message>
        <source>Library</source>
        <translation>Bibliothek</translation>
    </message>
    <message>
        <source>Take a system prompt you have kept</source>
        <translation>Einen gespeicherten System-Prompt nehmen</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Keep this system prompt under a name</source>
        <translation>Diesen System-Prompt unter einem Namen speichern</translation>
    </message>
    <message>
        <source>What the next prompt follows</source>
        <translation>Worauf der nächste Prompt folgt</translation>
    </message>
    <message>
        <source>Another sample</source>
        <translation>Anderes Beispiel</translation>
    </message>
    <message>
        <source>Fill in the next sample prompt</source>
        <translation>Nächsten Beispiel-Prompt einsetzen</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>Starten</translation>
    </message>
    <message>
        <source>Prompt</source>
        <translation>Prompt</translation>
    </message>
    <message>
        <source>System prompt for all lanes: who the model is, how it should answer</source>
        <translation>System-Prompt für alle Spuren: wer das Modell ist, wie es antworten soll</translation>
    </message>
</context>
<context>
    <name>assay::ControlPlot</name>
    <message>
        <source>not as usual (%1 – %2)</source>
        <translation>nicht wie üblich (%1 – %2)</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Wann</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>Usual</source>
        <translation>Üblich</translation>
    </message>
    <message>
        <source>no</source>
        <translation>nein</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>ja</translation>
    </message>
</context>
<context>
    <name>assay::CostExplanation</name>
    <message>
        <source>A simulated call costs nothing</source>
        <translation>Ein simulierter Aufruf kostet nichts</translation>
    </message>
    <message>
        <source>Why %1?</source>
        <translation>Warum %1?</translation>
    </message>
    <message>
        <source>Why is there no cost?</source>
        <translation>Warum gibt es keine Kosten?</translation>
    </message>
    <message>
        <source>Why is the cost not known?</source>
        <translation>Warum sind die Kosten nicht bekannt?</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>Klasse</translation>
    </message>
    <message>
        <source>Count</source>
        <translation>Anzahl</translation>
    </message>
    <message>
        <source>Rate, $ / M</source>
        <translation>Satz, $/Mio.</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>Betrag</translation>
    </message>
    <message>
        <source>%1 each</source>
        <translation>je %1</translation>
    </message>
    <message>
        <source>sum</source>
        <translation>Summe</translation>
    </message>
    <message>
        <source>Prices of list %1, valid at %2.</source>
        <translation>Preise der Liste %1, gültig am %2.</translation>
    </message>
    <message>
        <source>Sent at %1; no price list was used.</source>
        <translation>Gesendet am %1; keine Preisliste wurde benutzt.</translation>
    </message>
    <message>
        <source>The provider reported this amount itself.</source>
        <translation>Diesen Betrag hat der Anbieter selbst gemeldet.</translation>
    </message>
    <message>
        <source>Computed from the counts the provider reported.</source>
        <translation>Errechnet aus den Mengen, die der Anbieter gemeldet hat.</translation>
    </message>
    <message>
        <source>Estimated: a count or a rate is not certain.</source>
        <translation>Geschätzt: Eine Menge oder ein Satz ist nicht sicher.</translation>
    </message>
    <message>
        <source>The cost is not known, which is not the same as nothing.</source>
        <translation>Die Kosten sind nicht bekannt; das ist nicht dasselbe wie nichts.</translation>
    </message>
    <message>
        <source>The provider&apos;s own figure is %1.</source>
        <translation>Der Anbieter selbst nennt %1.</translation>
    </message>
    <message>
        <source>The amount holds all %1 attempts.</source>
        <translation>Der Betrag umfasst alle %1 Versuche.</translation>
    </message>
    <message>
        <source>Note: %1.</source>
        <translation>Hinweis: %1.</translation>
    </message>
</context>
<context>
    <name>assay::CourseChart</name>
    <message>
        <source>Up to</source>
        <translation>Bis</translation>
    </message>
    <message>
        <source>Sum</source>
        <translation>Summe</translation>
    </message>
</context>
<context>
    <name>assay::DateRangeDialog</name>
    <message>
        <source>&amp;From</source>
        <translation>&amp;Von</translation>
    </message>
    <message>
        <source>&amp;To and with</source>
        <translation>&amp;Bis einschließlich</translation>
    </message>
    <message>
        <source>From and to</source>
        <translation>Von und bis</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Use</source>
        <translation>Anwenden</translation>
    </message>
</context>
<context>
    <name>assay::DiffStrip</name>
    <message>
        <source>Where the differences are</source>
        <translation>Wo die Unterschiede sind</translation>
    </message>
</context>
<context>
    <name>assay::DiffView</name>
    <message>
        <source>Ignore case</source>
        <translation>Groß/klein egal</translation>
    </message>
    <message>
        <source>Words</source>
        <translation>Wörter</translation>
    </message>
    <message>
        <source>Lines</source>
        <translation>Zeilen</translation>
    </message>
    <message>
        <source>JSON</source>
        <translation>JSON</translation>
    </message>
    <message>
        <source>Change before</source>
        <translation>Voriger Unterschied</translation>
    </message>
    <message>
        <source>Change before (Shift+F3)</source>
        <translation>Voriger Unterschied (Umschalt+F3)</translation>
    </message>
    <message>
        <source>Next change</source>
        <translation>Nächster Unterschied</translation>
    </message>
    <message>
        <source>Next change (F3)</source>
        <translation>Nächster Unterschied (F3)</translation>
    </message>
    <message>
        <source>Close the diff</source>
        <translation>Diff schließen</translation>
    </message>
    <message>
        <source>Answer on the left</source>
        <translation>Antwort links</translation>
    </message>
    <message>
        <source>Answer on the right</source>
        <translation>Antwort rechts</translation>
    </message>
    <message>
        <source>Same or different?</source>
        <translation>Gleich oder verschieden?</translation>
    </message>
    <message>
        <source>Numbers that differ</source>
        <translation>Abweichende Zahlen</translation>
    </message>
    <message>
        <source>Figures</source>
        <translation>Kennzahlen</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Left is better</source>
        <translation>Links ist besser</translation>
    </message>
    <message>
        <source>Tie</source>
        <translation>Unentschieden</translation>
    </message>
    <message>
        <source>Right is better</source>
        <translation>Rechts ist besser</translation>
    </message>
    <message numerus="yes">
        <source>%n changes</source>
        <translation>
            <numerusform>%n Unterschied</numerusform>
            <numerusform>%n Unterschiede</numerusform>
        </translation>
    </message>
    <message>
        <source>change %1 of %2</source>
        <translation>Unterschied %1 von %2</translation>
    </message>
    <message>
        <source>%1 % of the words are the same</source>
        <translation>%1 % der Wörter sind gleich</translation>
    </message>
    <message>
        <source>%1 % of the lines are the same</source>
        <translation>%1 % der Zeilen sind gleich</translation>
    </message>
    <message>
        <source>%1 only in %2, %3 only in %4</source>
        <translation>%1 nur in %2, %3 nur in %4</translation>
    </message>
    <message>
        <source>The texts are long and differ much: parts are compared only as a whole.</source>
        <translation>Die Texte sind lang und sehr verschieden: Teile werden nur als Ganzes verglichen.</translation>
    </message>
    <message>
        <source>only in %1: %2</source>
        <translation>nur in %1: %2</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>words</source>
        <translation>Wörter</translation>
    </message>
    <message>
        <source>lines</source>
        <translation>Zeilen</translation>
    </message>
    <message>
        <source>tokens out</source>
        <translation>Tokens aus</translation>
    </message>
    <message>
        <source>first token</source>
        <translation>erstes Token</translation>
    </message>
    <message>
        <source>total</source>
        <translation>gesamt</translation>
    </message>
    <message>
        <source>cost</source>
        <translation>Kosten</translation>
    </message>
</context>
<context>
    <name>assay::DifferencesDialog</name>
    <message>
        <source>What the lanes do not share</source>
        <translation>Was die Spuren unterscheidet</translation>
    </message>
    <message>
        <source>Also what they share</source>
        <translation>Auch Gemeinsames</translation>
    </message>
    <message>
        <source>default</source>
        <translation>Vorgabe</translation>
    </message>
</context>
<context>
    <name>assay::ErrorSentences</name>
    <message>
        <source>The answer was %1.</source>
        <translation>Die Antwort war %1.</translation>
    </message>
    <message>
        <source>The answer was “%1”.</source>
        <translation>Die Antwort war „%1“.</translation>
    </message>
    <message>
        <source>The answer was “%1” (%2).</source>
        <translation>Die Antwort war „%1“ (%2).</translation>
    </message>
    <message>
        <source>%1 could not be reached in time</source>
        <translation>%1 war nicht rechtzeitig erreichbar</translation>
    </message>
    <message>
        <source>%1 did not begin to answer in time</source>
        <translation>%1 hat nicht rechtzeitig mit der Antwort begonnen</translation>
    </message>
    <message>
        <source>%1 stopped sending</source>
        <translation>%1 sendet nichts mehr</translation>
    </message>
    <message>
        <source>The time for this answer is used up</source>
        <translation>Die Zeit für diese Antwort ist aufgebraucht</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>Gestoppt</translation>
    </message>
    <message>
        <source>%1 could not be reached</source>
        <translation>%1 ist nicht erreichbar</translation>
    </message>
    <message>
        <source>The connection to %1 is not secure</source>
        <translation>Die Verbindung zu %1 ist nicht sicher</translation>
    </message>
    <message>
        <source>%1 did not accept the key</source>
        <translation>%1 hat den Schlüssel nicht angenommen</translation>
    </message>
    <message>
        <source>This key may not do that at %1</source>
        <translation>Dieser Schlüssel darf das bei %1 nicht</translation>
    </message>
    <message>
        <source>%1 is limiting this key</source>
        <translation>%1 drosselt diesen Schlüssel</translation>
    </message>
    <message>
        <source>The credit at %1 is used up</source>
        <translation>Das Guthaben bei %1 ist aufgebraucht</translation>
    </message>
    <message>
        <source>Your budget does not allow this run</source>
        <translation>Das Budget lässt diesen Lauf nicht zu</translation>
    </message>
    <message>
        <source>%1 did not accept the request</source>
        <translation>%1 hat die Anfrage nicht angenommen</translation>
    </message>
    <message>
        <source>The prompt is too long for this model</source>
        <translation>Der Prompt ist zu lang für dieses Modell</translation>
    </message>
    <message>
        <source>A filter at %1 stopped this</source>
        <translation>Ein Filter bei %1 hat das gestoppt</translation>
    </message>
    <message>
        <source>%1 does not know this model</source>
        <translation>%1 kennt dieses Modell nicht</translation>
    </message>
    <message>
        <source>%1 is too busy</source>
        <translation>%1 ist überlastet</translation>
    </message>
    <message>
        <source>%1 had a fault</source>
        <translation>%1 hatte eine Störung</translation>
    </message>
    <message>
        <source>The answer of %1 cannot be read</source>
        <translation>Die Antwort von %1 ist nicht lesbar</translation>
    </message>
    <message>
        <source>The connection ended before the answer did</source>
        <translation>Die Verbindung endete vor der Antwort</translation>
    </message>
    <message>
        <source>%1 took the request and did not answer</source>
        <translation>%1 hat die Anfrage angenommen und nicht geantwortet</translation>
    </message>
    <message>
        <source>The database cannot be written</source>
        <translation>In die Datenbank kann nicht geschrieben werden</translation>
    </message>
    <message>
        <source>The key for %1 cannot be read</source>
        <translation>Der Schlüssel für %1 kann nicht gelesen werden</translation>
    </message>
    <message>
        <source>A fault in this program</source>
        <translation>Ein Fehler in diesem Programm</translation>
    </message>
    <message>
        <source>It is simulated: nothing was billed.</source>
        <translation>Simuliert: Nichts wurde abgerechnet.</translation>
    </message>
    <message>
        <source>It runs on this computer: nothing is billed.</source>
        <translation>Läuft auf diesem Rechner: Nichts wird abgerechnet.</translation>
    </message>
    <message>
        <source>Nothing was billed.</source>
        <translation>Nichts wurde abgerechnet.</translation>
    </message>
    <message>
        <source>About %1 was billed.</source>
        <translation>Etwa %1 wurden abgerechnet.</translation>
    </message>
    <message>
        <source>%1 was billed.</source>
        <translation>%1 wurden abgerechnet.</translation>
    </message>
    <message>
        <source>Nothing was sent, so nothing was billed.</source>
        <translation>Nichts wurde gesendet, also auch nichts abgerechnet.</translation>
    </message>
    <message>
        <source>Failed answers are usually not billed.</source>
        <translation>Fehlgeschlagene Antworten werden in der Regel nicht abgerechnet.</translation>
    </message>
    <message>
        <source>We do not know whether this was billed.</source>
        <translation>Ob das abgerechnet wurde, ist nicht bekannt.</translation>
    </message>
    <message>
        <source>It asks to wait %1.</source>
        <translation>Erbetene Wartezeit: %1.</translation>
    </message>
    <message>
        <source>The next attempt starts by itself; the other lanes are not affected.</source>
        <translation>Der nächste Versuch beginnt von selbst; die anderen Spuren sind nicht betroffen.</translation>
    </message>
    <message>
        <source>Cut off at the limit of output tokens</source>
        <translation>Am Limit der Ausgabe-Tokens abgeschnitten</translation>
    </message>
    <message>
        <source>The text is kept.</source>
        <translation>Der Text bleibt erhalten.</translation>
    </message>
    <message>
        <source>The model declined to answer</source>
        <translation>Das Modell hat die Antwort abgelehnt</translation>
    </message>
    <message>
        <source>It declined; this is not an error.</source>
        <translation>Es hat abgelehnt; das ist kein Fehler.</translation>
    </message>
    <message>
        <source>Asking again may be billed a second time.</source>
        <translation>Noch einmal zu fragen kann ein zweites Mal abgerechnet werden.</translation>
    </message>
    <message>
        <source>Interrupted: the program ended while this answer was being written</source>
        <translation>Unterbrochen: Das Programm endete, während diese Antwort geschrieben wurde</translation>
    </message>
    <message>
        <source>Interrupted: the program ended before an answer came</source>
        <translation>Unterbrochen: Das Programm endete, bevor eine Antwort kam</translation>
    </message>
</context>
<context>
    <name>assay::ExportDialog</name>
    <message>
        <source>System prompts</source>
        <translation>System-Prompts</translation>
    </message>
    <message>
        <source>Times, tokens and costs</source>
        <translation>Zeiten, Tokens und Kosten</translation>
    </message>
    <message>
        <source>Export this conversation</source>
        <translation>Dieses Gespräch exportieren</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>Format</translation>
    </message>
    <message>
        <source>One HTML file that needs nothing else</source>
        <translation>Eine HTML-Datei, die sonst nichts braucht</translation>
    </message>
    <message>
        <source>Markdown</source>
        <translation>Markdown</translation>
    </message>
    <message>
        <source>JSON</source>
        <translation>JSON</translation>
    </message>
    <message>
        <source>What is taken out</source>
        <translation>Was entfernt wird</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>Vorschau</translation>
    </message>
    <message>
        <source>Nothing was found that looks private. Read the preview all the same.</source>
        <translation>Nichts gefunden, das privat aussieht. Die Vorschau trotzdem lesen.</translation>
    </message>
    <message>
        <source>These places look private and are taken out. Untick what may stay:</source>
        <translation>Diese Stellen sehen privat aus und werden entfernt. Abwählen, was bleiben darf:</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Save as…</source>
        <translation>Speichern unter…</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Save as</source>
        <translation>Speichern unter</translation>
    </message>
    <message>
        <source>%1 was not written: %2</source>
        <translation>%1 wurde nicht geschrieben: %2</translation>
    </message>
</context>
<context>
    <name>assay::FilterBar</name>
    <message>
        <source>Filter</source>
        <translation>Filter</translation>
    </message>
    <message>
        <source>Add filter</source>
        <translation>Filter hinzufügen</translation>
    </message>
    <message>
        <source>Save as smart folder…</source>
        <translation>Als intelligenten Ordner speichern …</translation>
    </message>
    <message>
        <source>Clear all</source>
        <translation>Alle entfernen</translation>
    </message>
    <message>
        <source>Add filter (%1)</source>
        <translation>Filter hinzufügen (%1)</translation>
    </message>
    <message>
        <source>Smart folders</source>
        <translation>Intelligente Ordner</translation>
    </message>
    <message>
        <source>Smart folder: %1</source>
        <translation>Intelligenter Ordner: %1</translation>
    </message>
    <message>
        <source>Forget “%1”</source>
        <translation>„%1“ vergessen</translation>
    </message>
    <message>
        <source>Save as smart folder</source>
        <translation>Als intelligenten Ordner speichern</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Filtered, as last time</source>
        <translation>Gefiltert, wie beim letzten Mal</translation>
    </message>
    <message>
        <source>Filtered</source>
        <translation>Gefiltert</translation>
    </message>
</context>
<context>
    <name>assay::FilterChip</name>
    <message>
        <source>Filter %1. Delete removes it</source>
        <translation>Filter %1. Entf entfernt ihn</translation>
    </message>
    <message>
        <source>%1
Click to change it, Delete to remove it</source>
        <translation>%1
Klicken ändert, Entf entfernt</translation>
    </message>
</context>
<context>
    <name>assay::FilterEditor</name>
    <message>
        <source>From and to…</source>
        <translation>Von und bis …</translation>
    </message>
    <message>
        <source>No: without simulated answers</source>
        <translation>Nein: ohne simulierte Antworten</translation>
    </message>
    <message>
        <source>Yes: simulated answers only</source>
        <translation>Ja: nur simulierte Antworten</translation>
    </message>
    <message>
        <source>no project</source>
        <translation>ohne Projekt</translation>
    </message>
    <message>
        <source>Part of a name…</source>
        <translation>Teil eines Namens …</translation>
    </message>
    <message>
        <source>Another tag…</source>
        <translation>Anderes Schlagwort …</translation>
    </message>
    <message>
        <source>Words of prompts, answers and notes. &quot;a phrase&quot;, begin*</source>
        <translation>Wörter aus Prompts, Antworten und Notizen. &quot;eine Phrase&quot;, Anfang*</translation>
    </message>
    <message>
        <source>provider/model, or a part of a model&apos;s name</source>
        <translation>Anbieter/Modell oder ein Teil des Modellnamens</translation>
    </message>
    <message>
        <source>Dollars of one answer, for example 0.05</source>
        <translation>Dollar einer Antwort, zum Beispiel 0,05</translation>
    </message>
    <message>
        <source>Any vote</source>
        <translation>Irgendeine Stimme</translation>
    </message>
</context>
<context>
    <name>assay::FilterText</name>
    <message>
        <source>d MMM yyyy</source>
        <translation>d. MMM yyyy</translation>
    </message>
    <message>
        <source>%1 – %2</source>
        <translation>%1 – %2</translation>
    </message>
    <message>
        <source>since %1</source>
        <translation>seit %1</translation>
    </message>
    <message>
        <source>until %1</source>
        <translation>bis %1</translation>
    </message>
    <message>
        <source>Words</source>
        <translation>Wörter</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Provider</source>
        <translation>Anbieter</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>Datum</translation>
    </message>
    <message>
        <source>Cost at least</source>
        <translation>Kosten mindestens</translation>
    </message>
    <message>
        <source>Cost at most</source>
        <translation>Kosten höchstens</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Project</source>
        <translation>Projekt</translation>
    </message>
    <message>
        <source>Tag</source>
        <translation>Schlagwort</translation>
    </message>
    <message>
        <source>Surface</source>
        <translation>Herkunft</translation>
    </message>
    <message>
        <source>Starred</source>
        <translation>Mit Stern</translation>
    </message>
    <message>
        <source>Simulated</source>
        <translation>Simuliert</translation>
    </message>
    <message>
        <source>“%1”</source>
        <translation>„%1“</translation>
    </message>
    <message>
        <source>model: %1</source>
        <translation>Modell: %1</translation>
    </message>
    <message>
        <source>provider: %1</source>
        <translation>Anbieter: %1</translation>
    </message>
    <message>
        <source>at least %1</source>
        <translation>mindestens %1</translation>
    </message>
    <message>
        <source>at most %1</source>
        <translation>höchstens %1</translation>
    </message>
    <message>
        <source>no project</source>
        <translation>ohne Projekt</translation>
    </message>
    <message>
        <source>project: %1</source>
        <translation>Projekt: %1</translation>
    </message>
    <message>
        <source>tag: %1</source>
        <translation>Schlagwort: %1</translation>
    </message>
    <message>
        <source>from: %1</source>
        <translation>von: %1</translation>
    </message>
    <message>
        <source>voted on</source>
        <translation>bewertet</translation>
    </message>
    <message>
        <source>starred</source>
        <translation>mit Stern</translation>
    </message>
    <message>
        <source>simulated only</source>
        <translation>nur simulierte</translation>
    </message>
    <message>
        <source>without simulated</source>
        <translation>ohne simulierte</translation>
    </message>
    <message>
        <source>all time</source>
        <translation>jederzeit</translation>
    </message>
    <message>
        <source>last 5 minutes</source>
        <translation>letzte 5 Minuten</translation>
    </message>
    <message>
        <source>last hour</source>
        <translation>letzte Stunde</translation>
    </message>
    <message>
        <source>last 24 hours</source>
        <translation>letzte 24 Stunden</translation>
    </message>
    <message>
        <source>last 7 days</source>
        <translation>letzte 7 Tage</translation>
    </message>
    <message>
        <source>last 30 days</source>
        <translation>letzte 30 Tage</translation>
    </message>
    <message>
        <source>this month</source>
        <translation>dieser Monat</translation>
    </message>
    <message>
        <source>complete</source>
        <translation>vollständig</translation>
    </message>
    <message>
        <source>truncated</source>
        <translation>abgeschnitten</translation>
    </message>
    <message>
        <source>refused</source>
        <translation>abgelehnt</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>fehlgeschlagen</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>abgebrochen</translation>
    </message>
    <message>
        <source>indeterminate</source>
        <translation>unbestimmt</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>Vergleichen</translation>
    </message>
    <message>
        <source>command line</source>
        <translation>Kommandozeile</translation>
    </message>
    <message>
        <source>gateway</source>
        <translation>Gateway</translation>
    </message>
    <message>
        <source>experiments</source>
        <translation>Experimente</translation>
    </message>
    <message>
        <source>chat archives</source>
        <translation>Chat-Archive</translation>
    </message>
    <message>
        <source>Vote</source>
        <translation>Stimme</translation>
    </message>
    <message>
        <source>vote: %1</source>
        <translation>Stimme: %1</translation>
    </message>
    <message>
        <source>better</source>
        <translation>besser</translation>
    </message>
    <message>
        <source>not better</source>
        <translation>nicht besser</translation>
    </message>
    <message>
        <source>tie</source>
        <translation>gleich gut</translation>
    </message>
    <message>
        <source>both bad</source>
        <translation>beide schlecht</translation>
    </message>
    <message>
        <source>can&apos;t tell</source>
        <translation>nicht zu sagen</translation>
    </message>
</context>
<context>
    <name>assay::FindBar</name>
    <message>
        <source>Find in all lanes</source>
        <translation>In allen Spuren suchen</translation>
    </message>
    <message>
        <source>Place before (Shift+Return)</source>
        <translation>Vorige Stelle (Umschalt+Return)</translation>
    </message>
    <message>
        <source>Next place (Return)</source>
        <translation>Nächste Stelle (Return)</translation>
    </message>
    <message>
        <source>Close (Esc)</source>
        <translation>Schließen (Esc)</translation>
    </message>
    <message>
        <source>not in the answers shown</source>
        <translation>nicht in den gezeigten Antworten</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
</context>
<context>
    <name>assay::FindingList</name>
    <message>
        <source>Yes</source>
        <translation>Ja</translation>
    </message>
    <message>
        <source>No</source>
        <translation>Nein</translation>
    </message>
    <message>
        <source>Not known</source>
        <translation>Nicht bekannt</translation>
    </message>
    <message>
        <source>What the test found</source>
        <translation>Ergebnis des Tests</translation>
    </message>
</context>
<context>
    <name>assay::ForecastButton</name>
    <message>
        <source>%1 · limit %2</source>
        <translation>%1 · Grenze %2</translation>
    </message>
    <message>
        <source>What the next run may cost, and how much of each context it fills. Press for each lane.</source>
        <translation>Was der nächste Lauf kosten kann und wie viel von jedem Kontext er füllt. Drücken zeigt jede Spur.</translation>
    </message>
    <message>
        <source>The fullest context is used to %1 %.</source>
        <translation>Der vollste Kontext ist zu %1 % belegt.</translation>
    </message>
    <message>
        <source>%1, fullest context %2 %</source>
        <translation>%1, vollster Kontext %2 %</translation>
    </message>
</context>
<context>
    <name>assay::ForecastPanel</name>
    <message>
        <source>What the next run may cost</source>
        <translation>Was der nächste Lauf kosten kann</translation>
    </message>
    <message>
        <source>Most that one run may cost, in $</source>
        <translation>Höchstens je Lauf, in $</translation>
    </message>
    <message>
        <source>no limit</source>
        <translation>keine Grenze</translation>
    </message>
    <message>
        <source>A lane whose worst case does not fit under it is not sent.</source>
        <translation>Eine Spur, deren schlimmster Fall nicht darunter passt, wird nicht gesendet.</translation>
    </message>
    <message>
        <source>This is no amount of dollars, such as 0.25.</source>
        <translation>Das ist kein Betrag in Dollar wie 0.25.</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Context</source>
        <translation>Kontext</translation>
    </message>
    <message>
        <source>Likely</source>
        <translation>Wahrscheinlich</translation>
    </message>
    <message>
        <source>At most</source>
        <translation>Höchstens</translation>
    </message>
</context>
<context>
    <name>assay::ForecastText</name>
    <message>
        <source>simulated</source>
        <translation>simuliert</translation>
    </message>
    <message>
        <source>local</source>
        <translation>lokal</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>unbekannt</translation>
    </message>
    <message>
        <source>%1 + attachments</source>
        <translation>%1 + Anhänge</translation>
    </message>
    <message>
        <source>≈ %1 of %2, %3 %</source>
        <translation>≈ %1 von %2, %3 %</translation>
    </message>
    <message>
        <source>≈ %1 in</source>
        <translation>≈ %1 hinein</translation>
    </message>
    <message numerus="yes">
        <source>%n lanes unknown</source>
        <translation>
            <numerusform>%n Spur unbekannt</numerusform>
            <numerusform>%n Spuren unbekannt</numerusform>
        </translation>
    </message>
    <message>
        <source>cost unknown</source>
        <translation>Kosten unbekannt</translation>
    </message>
    <message>
        <source>nothing is billed</source>
        <translation>nichts wird berechnet</translation>
    </message>
    <message numerus="yes">
        <source>%n lanes over the limit</source>
        <translation>
            <numerusform>%n Spur über der Grenze</numerusform>
            <numerusform>%n Spuren über der Grenze</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>too long for %n lanes</source>
        <translation>
            <numerusform>zu lang für %n Spur</numerusform>
            <numerusform>zu lang für %n Spuren</numerusform>
        </translation>
    </message>
    <message>
        <source>Will not be sent: it may cost up to %1, and the limit of this run leaves less.</source>
        <translation>Wird nicht gesendet: Sie kann bis zu %1 kosten, und die Grenze dieses Laufs lässt weniger.</translation>
    </message>
    <message>
        <source>Will not be sent: its price is unknown, so the limit of this run cannot be kept.</source>
        <translation>Wird nicht gesendet: Ihr Preis ist unbekannt, so lässt sich die Grenze dieses Laufs nicht halten.</translation>
    </message>
    <message>
        <source>Will not be sent: a budget does not allow it.</source>
        <translation>Wird nicht gesendet: Ein Budget erlaubt es nicht.</translation>
    </message>
    <message>
        <source>About %1, more than the %2 this model can read.</source>
        <translation>Etwa %1, mehr als die %2, die dieses Modell lesen kann.</translation>
    </message>
    <message>
        <source>A full-length answer may not fit into the context.</source>
        <translation>Eine Antwort in voller Länge passt vielleicht nicht in den Kontext.</translation>
    </message>
</context>
<context>
    <name>assay::Formats</name>
    <message>
        <source>%1 + %2 unpriced</source>
        <translation>%1 + %2 ohne Preis</translation>
    </message>
    <message>
        <source>no price</source>
        <translation>kein Preis</translation>
    </message>
    <message>
        <source>cost not known</source>
        <translation>Kosten unbekannt</translation>
    </message>
    <message>
        <source>simulated</source>
        <translation>simuliert</translation>
    </message>
    <message>
        <source>local</source>
        <translation>lokal</translation>
    </message>
    <message>
        <source>nothing billed</source>
        <translation>nichts abgerechnet</translation>
    </message>
    <message>
        <source>reported</source>
        <translation>gemeldet</translation>
    </message>
    <message>
        <source>computed</source>
        <translation>errechnet</translation>
    </message>
    <message>
        <source>estimated</source>
        <translation>geschätzt</translation>
    </message>
    <message>
        <source>ms</source>
        <translation>ms</translation>
    </message>
    <message>
        <source>s</source>
        <translation>s</translation>
    </message>
    <message>
        <source>%1 min %2 s</source>
        <translation>%1 min %2 s</translation>
    </message>
    <message>
        <source>tok</source>
        <translation>Tok</translation>
    </message>
</context>
<context>
    <name>assay::FrontScatter</name>
    <message>
        <source>n %1</source>
        <translation>n %1</translation>
    </message>
    <message>
        <source>nothing is both faster and cheaper</source>
        <translation>nichts ist zugleich schneller und günstiger</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>n</source>
        <translation>n</translation>
    </message>
    <message>
        <source>On the front</source>
        <translation>An der Grenze</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>ja</translation>
    </message>
    <message>
        <source>no</source>
        <translation>nein</translation>
    </message>
    <message>
        <source>%1 points, one of them:</source>
        <translation>%1 Punkte, einer davon:</translation>
    </message>
    <message>
        <source>%1 points; darker: more of them</source>
        <translation>%1 Punkte; dunkler: mehr davon</translation>
    </message>
</context>
<context>
    <name>assay::GatewayBar</name>
    <message>
        <source>Gateway on</source>
        <translation>Gateway ein</translation>
    </message>
    <message>
        <source>Options…</source>
        <translation>Optionen …</translation>
    </message>
    <message>
        <source>New key…</source>
        <translation>Neuer Schlüssel …</translation>
    </message>
    <message>
        <source>Gateway</source>
        <translation>Gateway</translation>
    </message>
    <message>
        <source>Calls of all keys since midnight UTC, and what they cost. Simulated ones cost nothing.</source>
        <translation>Aufrufe aller Schlüssel seit Mitternacht UTC und was sie gekostet haben. Simulierte kosten nichts.</translation>
    </message>
    <message>
        <source>Address for OpenAI clients</source>
        <translation>Adresse für OpenAI-Clients</translation>
    </message>
    <message>
        <source>Only programs on this computer reach it.</source>
        <translation>Nur Programme auf diesem Computer erreichen sie.</translation>
    </message>
    <message>
        <source>Copy the address</source>
        <translation>Adresse kopieren</translation>
    </message>
    <message>
        <source>only this computer</source>
        <translation>nur dieser Computer</translation>
    </message>
    <message>
        <source>On</source>
        <translation>Ein</translation>
    </message>
    <message>
        <source>Not started</source>
        <translation>Nicht gestartet</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>Aus</translation>
    </message>
    <message>
        <source>since %1</source>
        <translation>seit %1</translation>
    </message>
    <message numerus="yes">
        <source>%n calls today</source>
        <translation>
            <numerusform>%n Aufruf heute</numerusform>
            <numerusform>%n Aufrufe heute</numerusform>
        </translation>
    </message>
    <message>
        <source>Starting …</source>
        <translation>Startet …</translation>
    </message>
</context>
<context>
    <name>assay::GatewayCallModel</name>
    <message>
        <source>Start</source>
        <translation>Beginn</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <source>Asked for</source>
        <translation>Gefragt nach</translation>
    </message>
    <message>
        <source>Format → served by</source>
        <translation>Format → bedient von</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>First token</source>
        <translation>Erstes Token</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>In / out</source>
        <translation>Ein / aus</translation>
    </message>
    <message>
        <source>Cost</source>
        <translation>Kosten</translation>
    </message>
    <message>
        <source>Stop this call (Del)</source>
        <translation>Diesen Aufruf stoppen (Entf)</translation>
    </message>
    <message>
        <source>Stop this call</source>
        <translation>Diesen Aufruf stoppen</translation>
    </message>
    <message numerus="yes">
        <source>%1 (%n times, last at %2)</source>
        <translation>
            <numerusform>%1 (%n-mal, zuletzt um %2)</numerusform>
            <numerusform>%1 (%n-mal, zuletzt um %2)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>assay::GatewayKeyModel</name>
    <message>
        <source>%1 spent, %2</source>
        <translation>%1 ausgegeben, %2</translation>
    </message>
    <message>
        <source>%1 spent, no limit</source>
        <translation>%1 ausgegeben, keine Grenze</translation>
    </message>
    <message>
        <source>Expires %1</source>
        <translation>Läuft ab: %1</translation>
    </message>
    <message>
        <source>Made %1; the key ends in %2</source>
        <translation>Angelegt: %1; der Schlüssel endet auf %2</translation>
    </message>
    <message>
        <source>Days are counted in UTC, weeks from Monday. Simulated calls count nothing.</source>
        <translation>Tage zählen in UTC, Wochen ab Montag. Simulierte Aufrufe zählen nicht.</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <source>May use</source>
        <translation>Darf nutzen</translation>
    </message>
    <message>
        <source>Spent today</source>
        <translation>Heute ausgegeben</translation>
    </message>
    <message>
        <source>This week</source>
        <translation>Diese Woche</translation>
    </message>
    <message>
        <source>This month</source>
        <translation>Dieser Monat</translation>
    </message>
    <message>
        <source>Last used</source>
        <translation>Zuletzt genutzt</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
</context>
<context>
    <name>assay::GatewayOptionsDialog</name>
    <message>
        <source>Start the gateway with this window</source>
        <translation>Gateway mit diesem Fenster starten</translation>
    </message>
    <message>
        <source>Gateway options</source>
        <translation>Optionen des Gateways</translation>
    </message>
    <message>
        <source>Port</source>
        <translation>Port</translation>
    </message>
    <message>
        <source>Another port takes effect at once: running calls are cancelled, and tools need the new address.</source>
        <translation>Ein anderer Port gilt sofort: Laufende Aufrufe werden abgebrochen, und Werkzeuge brauchen die neue Adresse.</translation>
    </message>
    <message>
        <source>Tools on this computer reach it at 127.0.0.1 and this port. Other computers never do.</source>
        <translation>Werkzeuge auf diesem Computer erreichen es unter 127.0.0.1 und diesem Port. Andere Computer nie.</translation>
    </message>
    <message>
        <source>&amp;Port</source>
        <translation>&amp;Port</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Übernehmen</translation>
    </message>
</context>
<context>
    <name>assay::GatewayPage</name>
    <message>
        <source>Gateway</source>
        <translation>Gateway</translation>
    </message>
    <message numerus="yes">
        <source>%n keys</source>
        <translation>
            <numerusform>%n Schlüssel</numerusform>
            <numerusform>%n Schlüssel</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n running</source>
        <translation>
            <numerusform>%n läuft</numerusform>
            <numerusform>%n laufen</numerusform>
        </translation>
    </message>
    <message>
        <source>Errors (%1)</source>
        <translation>Fehler (%1)</translation>
    </message>
    <message>
        <source>No call went wrong.</source>
        <translation>Kein Aufruf ist fehlgeschlagen.</translation>
    </message>
    <message>
        <source>No call yet.</source>
        <translation>Noch kein Aufruf.</translation>
    </message>
    <message>
        <source>The gateway is off.</source>
        <translation>Das Gateway ist aus.</translation>
    </message>
    <message>
        <source>Of the calls that are listed here, all ended well.</source>
        <translation>Alle Aufrufe, die hier stehen, sind gut ausgegangen.</translation>
    </message>
    <message>
        <source>Connect a tool with a recipe at the right. Its calls appear here as they happen, and stay in History.</source>
        <translation>Verbinden Sie ein Werkzeug mit einem Rezept rechts. Seine Aufrufe erscheinen hier, während sie laufen, und bleiben im Verlauf.</translation>
    </message>
    <message>
        <source>Turn it on, and tools on this computer can call your models at one address, each with its own key.</source>
        <translation>Schalten Sie es ein, dann können Werkzeuge auf diesem Computer Ihre Modelle unter einer Adresse aufrufen, jedes mit eigenem Schlüssel.</translation>
    </message>
    <message>
        <source>Enable</source>
        <translation>Aktivieren</translation>
    </message>
    <message>
        <source>Disable</source>
        <translation>Deaktivieren</translation>
    </message>
    <message>
        <source>Delete a key</source>
        <translation>Schlüssel löschen</translation>
    </message>
    <message>
        <source>Delete the key “%1”?</source>
        <translation>Den Schlüssel „%1“ löschen?</translation>
    </message>
    <message>
        <source>The tool that uses it can call nothing any more. What it has spent stays in the ledger.</source>
        <translation>Das Werkzeug, das ihn nutzt, kann nichts mehr aufrufen. Was er ausgegeben hat, bleibt im Kassenbuch.</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>Use the next free port</source>
        <translation>Nächsten freien Port nehmen</translation>
    </message>
    <message>
        <source>Who may call, and for how much?</source>
        <translation>Wer darf aufrufen, und für wie viel?</translation>
    </message>
    <message>
        <source>The chosen key opens nothing until it is enabled again.</source>
        <translation>Der gewählte Schlüssel öffnet nichts, bis er wieder aktiviert wird.</translation>
    </message>
    <message>
        <source>Delete…</source>
        <translation>Löschen …</translation>
    </message>
    <message>
        <source>No key yet.</source>
        <translation>Noch kein Schlüssel.</translation>
    </message>
    <message>
        <source>What is running now?</source>
        <translation>Was läuft gerade?</translation>
    </message>
    <message>
        <source>Live and last 50</source>
        <translation>Laufende und letzte 50</translation>
    </message>
    <message>
        <source>Turn it on</source>
        <translation>Einschalten</translation>
    </message>
    <message>
        <source>What happens to the text?</source>
        <translation>Was geschieht mit dem Text?</translation>
    </message>
    <message>
        <source>Questions and answers are kept in History on this computer, as every call&apos;s cost and timing are. They go to the provider that serves the call, and nowhere else.</source>
        <translation>Fragen und Antworten werden im Verlauf auf diesem Computer aufbewahrt, ebenso Kosten und Zeiten jedes Aufrufs. Sie gehen an den Anbieter, der den Aufruf bedient, und sonst nirgendwohin.</translation>
    </message>
    <message>
        <source>Connect a tool</source>
        <translation>Ein Werkzeug verbinden</translation>
    </message>
    <message>
        <source>%1 a minute now, highest %2; ▾ refused or failed</source>
        <translation>jetzt %1 pro Minute, höchstens %2; ▾ abgewiesen oder fehlgeschlagen</translation>
    </message>
    <message>
        <source>Return or a click opens an ended call in History, Del stops a running one.</source>
        <translation>Eingabe oder ein Klick öffnet einen beendeten Aufruf im Verlauf, Entf stoppt einen laufenden.</translation>
    </message>
    <message>
        <source>How busy was the last hour?</source>
        <translation>Wie viel war in der letzten Stunde los?</translation>
    </message>
    <message>
        <source>%1 Tools cannot call until it runs. Another port can be chosen under “Options…”.</source>
        <translation>%1 Bis er läuft, können Werkzeuge nichts aufrufen. Ein anderer Port lässt sich unter „Optionen …“ wählen.</translation>
    </message>
    <message>
        <source>Each tool gets a key of its own: with limits, the models it may use and an end, and with its spend told apart.</source>
        <translation>Jedes Werkzeug bekommt einen eigenen Schlüssel: mit Grenzen, den Modellen, die es nutzen darf, und einem Ende, und seine Ausgaben werden getrennt gezählt.</translation>
    </message>
    <message>
        <source>Make a key…</source>
        <translation>Schlüssel anlegen …</translation>
    </message>
</context>
<context>
    <name>assay::GatewayRecipes</name>
    <message>
        <source>Shell</source>
        <translation>Shell</translation>
    </message>
    <message>
        <source>Works with every model here that can call tools, not only with Anthropic&apos;s.</source>
        <translation>Geht mit jedem Modell hier, das Werkzeuge aufrufen kann, nicht nur mit denen von Anthropic.</translation>
    </message>
    <message>
        <source>The model must be able to call tools.</source>
        <translation>Das Modell muss Werkzeuge aufrufen können.</translation>
    </message>
    <message>
        <source>The extensions and the command “cn” read the same file.</source>
        <translation>Die Erweiterungen und der Befehl „cn“ lesen dieselbe Datei.</translation>
    </message>
    <message>
        <source>Settings, API configuration</source>
        <translation>Settings, API Configuration</translation>
    </message>
    <message>
        <source>“openai/” before the name tells Aider which format to speak.</source>
        <translation>„openai/“ vor dem Namen sagt Aider, welches Format es sprechen soll.</translation>
    </message>
    <message>
        <source>Admin settings, Connections, OpenAI API</source>
        <translation>Admin Settings, Connections, OpenAI API</translation>
    </message>
    <message>
        <source>In a container it needs --network=host: the gateway answers this computer only.</source>
        <translation>In einem Container braucht es --network=host: Das Gateway antwortet nur diesem Computer.</translation>
    </message>
    <message>
        <source>Or set OPENAI_BASE_URL and OPENAI_API_KEY and leave the program as it is.</source>
        <translation>Oder setzen Sie OPENAI_BASE_URL und OPENAI_API_KEY, und lassen Sie das Programm, wie es ist.</translation>
    </message>
    <message>
        <source>Tools that speak Anthropic Messages use the address without /v1.</source>
        <translation>Werkzeuge, die Anthropic Messages sprechen, nehmen die Adresse ohne /v1.</translation>
    </message>
    <message>
        <source>Clients of Ollama use the address without a path and send the key as a header.</source>
        <translation>Clients von Ollama nehmen die Adresse ohne Pfad und senden den Schlüssel als Kopfzeile.</translation>
    </message>
    <message>
        <source>Shell, streaming</source>
        <translation>Shell, als Strom</translation>
    </message>
    <message>
        <source>Clients of Gemini use the address without a path; the key goes where Google&apos;s would.</source>
        <translation>Clients von Gemini nehmen die Adresse ohne Pfad; der Schlüssel steht dort, wo sonst der von Google steht.</translation>
    </message>
    <message>
        <source>Environment</source>
        <translation>Umgebung</translation>
    </message>
    <message>
        <source>Most tools that speak OpenAI&apos;s format read these two.</source>
        <translation>Die meisten Werkzeuge, die das Format von OpenAI sprechen, lesen diese beiden.</translation>
    </message>
</context>
<context>
    <name>assay::GatewayText</name>
    <message>
        <source>refused, limit</source>
        <translation>abgelehnt, Grenze</translation>
    </message>
    <message>
        <source>running</source>
        <translation>läuft</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>wartet</translation>
    </message>
    <message>
        <source>streaming</source>
        <translation>antwortet</translation>
    </message>
    <message>
        <source>retrying</source>
        <translation>versucht es erneut</translation>
    </message>
    <message>
        <source>complete</source>
        <translation>fertig</translation>
    </message>
    <message>
        <source>truncated</source>
        <translation>abgeschnitten</translation>
    </message>
    <message>
        <source>refused by the model</source>
        <translation>vom Modell abgelehnt</translation>
    </message>
    <message>
        <source>client left</source>
        <translation>Client gegangen</translation>
    </message>
    <message>
        <source>billing unknown</source>
        <translation>Abrechnung unklar</translation>
    </message>
    <message>
        <source>failed, %1</source>
        <translation>fehlgeschlagen, %1</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>fehlgeschlagen</translation>
    </message>
    <message>
        <source>disabled</source>
        <translation>deaktiviert</translation>
    </message>
    <message>
        <source>expired</source>
        <translation>abgelaufen</translation>
    </message>
    <message>
        <source>limit reached</source>
        <translation>Grenze erreicht</translation>
    </message>
    <message>
        <source>until %1</source>
        <translation>bis %1</translation>
    </message>
    <message>
        <source>open</source>
        <translation>offen</translation>
    </message>
    <message>
        <source>simulated</source>
        <translation>simuliert</translation>
    </message>
    <message>
        <source>not sent</source>
        <translation>nicht gesendet</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>unbekannt</translation>
    </message>
    <message>
        <source>local</source>
        <translation>lokal</translation>
    </message>
    <message>
        <source>%1, simulated: nothing is billed</source>
        <translation>%1, simuliert: nichts wird berechnet</translation>
    </message>
    <message>
        <source>%1, reported by the provider</source>
        <translation>%1, vom Anbieter gemeldet</translation>
    </message>
    <message>
        <source>%1, computed from the price list</source>
        <translation>%1, aus der Preisliste berechnet</translation>
    </message>
    <message>
        <source>%1, estimated</source>
        <translation>%1, geschätzt</translation>
    </message>
    <message>
        <source>at %1</source>
        <translation>bei %1</translation>
    </message>
    <message>
        <source>any model</source>
        <translation>jedes Modell</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation>noch %1</translation>
    </message>
    <message>
        <source>never</source>
        <translation>nie</translation>
    </message>
    <message>
        <source>now</source>
        <translation>jetzt</translation>
    </message>
    <message>
        <source>d MMM</source>
        <extracomment>day and month of a date in a table, as of QDate::toString</extracomment>
        <translation>d. MMM</translation>
    </message>
    <message>
        <source>d MMM yyyy</source>
        <translation>d. MMM yyyy</translation>
    </message>
    <message>
        <source>refused, %1</source>
        <translation>abgewiesen, %1</translation>
    </message>
    <message>
        <source>%1, ×%2</source>
        <translation>%1, ×%2</translation>
    </message>
    <message>
        <source>stopped by you</source>
        <translation>von Ihnen gestoppt</translation>
    </message>
    <message>
        <source>no key, or a wrong one</source>
        <translation>kein oder falscher Schlüssel</translation>
    </message>
    <message>
        <source>asked by a web page</source>
        <translation>von einer Webseite</translation>
    </message>
    <message>
        <source>not allowed for this key</source>
        <translation>für diesen Schlüssel nicht erlaubt</translation>
    </message>
    <message>
        <source>unknown path</source>
        <translation>unbekannter Pfad</translation>
    </message>
    <message>
        <source>unknown model</source>
        <translation>unbekanntes Modell</translation>
    </message>
    <message>
        <source>asked twice at once</source>
        <translation>zweimal zugleich gefragt</translation>
    </message>
    <message>
        <source>too large</source>
        <translation>zu groß</translation>
    </message>
    <message>
        <source>not JSON</source>
        <translation>kein JSON</translation>
    </message>
    <message>
        <source>other host name</source>
        <translation>anderer Hostname</translation>
    </message>
    <message>
        <source>no provider key</source>
        <translation>kein Anbieterschlüssel</translation>
    </message>
    <message>
        <source>gateway error</source>
        <translation>Fehler im Gateway</translation>
    </message>
    <message>
        <source>not understood</source>
        <translation>nicht verstanden</translation>
    </message>
</context>
<context>
    <name>assay::HistoryPage</name>
    <message>
        <source>History</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>Search prompts, answers, notes and tags</source>
        <translation>Prompts, Antworten, Notizen und Schlagwörter durchsuchen</translation>
    </message>
    <message>
        <source>Search prompts, answers, notes   &quot;a phrase&quot;   begin*</source>
        <translation>Prompts, Antworten, Notizen durchsuchen   &quot;eine Wendung&quot;   Anfang*</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>Reihenfolge</translation>
    </message>
    <message>
        <source>newest first</source>
        <translation>neueste zuerst</translation>
    </message>
    <message>
        <source>best match</source>
        <translation>bester Treffer</translation>
    </message>
    <message>
        <source>%1 runs</source>
        <translation>%1 Läufe</translation>
    </message>
    <message>
        <source>%1 runs · %2 ms</source>
        <translation>%1 Läufe · %2 ms</translation>
    </message>
    <message>
        <source>Every run will be here, with its answers and what it cost. Compare makes the first one.</source>
        <translation>Hier wird jeder Lauf stehen, mit seinen Antworten und Kosten. Der erste entsteht im Vergleich.</translation>
    </message>
    <message>
        <source>No run contains “%1”.</source>
        <translation>Kein Lauf enthält „%1“.</translation>
    </message>
    <message>
        <source>Remove prompt and answers</source>
        <translation>Prompt und Antworten entfernen</translation>
    </message>
    <message>
        <source>Remove what was asked and answered in this run for good?
What it cost, when and how it ended stays. Backups and exports made before still hold the text.</source>
        <translation>Frage und Antworten dieses Laufs endgültig entfernen?
Kosten, Zeitpunkt und Ausgang bleiben. Frühere Sicherungen und Exporte enthalten den Text weiterhin.</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exportieren</translation>
    </message>
    <message>
        <source>JSON Lines, all there is (*.jsonl)</source>
        <translation>JSON Lines, alles (*.jsonl)</translation>
    </message>
    <message>
        <source>Table, a row a lane (*.csv)</source>
        <translation>Tabelle, eine Zeile je Spur (*.csv)</translation>
    </message>
    <message>
        <source>1 run</source>
        <translation>1 Lauf</translation>
    </message>
    <message>
        <source>No run is like that. Remove a filter to see more.</source>
        <translation>Kein Lauf ist so. Ohne einen der Filter erscheinen mehr.</translation>
    </message>
    <message>
        <source>No run of this filter contains “%1”.</source>
        <translation>Kein Lauf dieses Filters enthält „%1“.</translation>
    </message>
    <message>
        <source>%1: cannot be sent again.</source>
        <translation>%1: kann nicht noch einmal gesendet werden.</translation>
    </message>
    <message>
        <source>%1: byte by byte.</source>
        <translation>%1: Byte für Byte.</translation>
    </message>
    <message>
        <source>%1: written anew.</source>
        <translation>%1: neu geschrieben.</translation>
    </message>
    <message>
        <source>Replay exactly</source>
        <translation>Genau wiederholen</translation>
    </message>
    <message>
        <source>Send these requests again? They cost what they cost today.</source>
        <translation>Diese Anfragen noch einmal senden? Sie kosten, was sie heute kosten.</translation>
    </message>
    <message>
        <source>Nothing of this run can be sent again.</source>
        <translation>Nichts von diesem Lauf kann noch einmal gesendet werden.</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>Senden</translation>
    </message>
</context>
<context>
    <name>assay::HistorySide</name>
    <message>
        <source>Kinds of runs</source>
        <translation>Arten von Läufen</translation>
    </message>
    <message>
        <source>All runs</source>
        <translation>Alle Läufe</translation>
    </message>
    <message>
        <source>Starred</source>
        <translation>Mit Stern</translation>
    </message>
    <message>
        <source>Voted</source>
        <translation>Bewertet</translation>
    </message>
    <message>
        <source>Lane states</source>
        <translation>Zustände der Spuren</translation>
    </message>
    <message>
        <source>Complete</source>
        <translation>Vollständig</translation>
    </message>
    <message>
        <source>Truncated</source>
        <translation>Abgeschnitten</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>Abgelehnt</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fehlgeschlagen</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Gestoppt</translation>
    </message>
    <message>
        <source>Indeterminate</source>
        <translation>Ungewiss</translation>
    </message>
    <message>
        <source>Replays</source>
        <translation>Wiederholungen</translation>
    </message>
    <message>
        <source>Forget this folder</source>
        <translation>Diesen Ordner vergessen</translation>
    </message>
    <message>
        <source>Smart folders</source>
        <translation>Intelligente Ordner</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>Vergleich</translation>
    </message>
    <message>
        <source>Command line</source>
        <translation>Befehlszeile</translation>
    </message>
    <message>
        <source>Gateway</source>
        <translation>Gateway</translation>
    </message>
    <message>
        <source>Experiments</source>
        <translation>Experimente</translation>
    </message>
    <message>
        <source>Chat archives</source>
        <translation>Chat-Archive</translation>
    </message>
    <message>
        <source>Where from</source>
        <translation>Woher</translation>
    </message>
</context>
<context>
    <name>assay::HourChart</name>
    <message numerus="yes">
        <source>%n requests</source>
        <translation>
            <numerusform>%n Anfrage</numerusform>
            <numerusform>%n Anfragen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n failed</source>
        <translation>
            <numerusform>%n fehlgeschlagen</numerusform>
            <numerusform>%n fehlgeschlagen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n refused</source>
        <translation>
            <numerusform>%n abgewiesen</numerusform>
            <numerusform>%n abgewiesen</numerusform>
        </translation>
    </message>
    <message>
        <source>Minute</source>
        <translation>Minute</translation>
    </message>
    <message>
        <source>Requests</source>
        <translation>Anfragen</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fehlgeschlagen</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>Abgewiesen</translation>
    </message>
    <message>
        <source>now</source>
        <translation>jetzt</translation>
    </message>
</context>
<context>
    <name>assay::InlineWriter</name>
    <message>
        <source> [image, not loaded: %1]</source>
        <translation> [Bild, nicht geladen: %1]</translation>
    </message>
</context>
<context>
    <name>assay::InsightsPage</name>
    <message>
        <source>Insights</source>
        <translation>Auswertung</translation>
    </message>
    <message>
        <source>Grouped by</source>
        <translation>Gruppiert nach</translation>
    </message>
    <message>
        <source>by model</source>
        <translation>nach Modell</translation>
    </message>
    <message>
        <source>by endpoint</source>
        <translation>nach Endpunkt</translation>
    </message>
    <message>
        <source>Measure</source>
        <translation>Messgröße</translation>
    </message>
    <message>
        <source>first token</source>
        <translation>erstes Token</translation>
    </message>
    <message>
        <source>whole answer</source>
        <translation>ganze Antwort</translation>
    </message>
    <message>
        <source>tokens a second</source>
        <translation>Tokens je Sekunde</translation>
    </message>
    <message>
        <source>How long until the first token?</source>
        <translation>Wie lange bis zum ersten Token?</translation>
    </message>
    <message>
        <source>median time to the first token</source>
        <translation>mittlere Zeit bis zum ersten Token (Median)</translation>
    </message>
    <message>
        <source>median cost of an answer</source>
        <translation>mittlere Kosten einer Antwort (Median)</translation>
    </message>
    <message>
        <source>Which models are worth their price and wait?</source>
        <translation>Welche Modelle sind Preis und Wartezeit wert?</translation>
    </message>
    <message>
        <source>Did a provider change without a word?</source>
        <translation>Hat sich ein Anbieter stillschweigend geändert?</translation>
    </message>
    <message>
        <source>Hour</source>
        <translation>Stunde</translation>
    </message>
    <message>
        <source>At which hour is it slow?</source>
        <translation>Zu welcher Stunde ist es langsam?</translation>
    </message>
    <message>
        <source>Where did the time go in the newest run?</source>
        <translation>Wo blieb die Zeit im neuesten Lauf?</translation>
    </message>
    <message>
        <source>%1 calls</source>
        <translation>%1 Aufrufe</translation>
    </message>
    <message>
        <source>cache hits left out (%1)</source>
        <translation>ohne Cache-Treffer (%1)</translation>
    </message>
    <message>
        <source>1 run in %1</source>
        <translation>1 Lauf von %1</translation>
    </message>
    <message>
        <source>How long until the answer is whole?</source>
        <translation>Wie lange bis zur ganzen Antwort?</translation>
    </message>
    <message>
        <source>How fast do they write?</source>
        <translation>Wie schnell schreiben sie?</translation>
    </message>
    <message>
        <source>%1 %2 % of %3</source>
        <translation>%1 %2 % von %3</translation>
    </message>
    <message>
        <source>Everything that was asked answered. 99 % only from 100 calls on.</source>
        <translation>Alles Gefragte wurde beantwortet. 99 % erst ab 100 Aufrufen.</translation>
    </message>
    <message>
        <source>Answered: %1</source>
        <translation>Beantwortet: %1</translation>
    </message>
    <message>
        <source>Dashed: nothing is both faster and cheaper.</source>
        <translation>Gestrichelt: Nichts ist zugleich schneller und günstiger.</translation>
    </message>
    <message>
        <source>Too few calls, or no price: %1</source>
        <translation>Zu wenige Aufrufe oder kein Preis: %1</translation>
    </message>
    <message>
        <source>Needs at least %1 answers of one model to the same prompt.</source>
        <translation>Braucht mindestens %1 Antworten eines Modells auf denselben Prompt.</translation>
    </message>
    <message>
        <source>%1, same prompt, first token: as usual in all %2.</source>
        <translation>%1, gleicher Prompt, erstes Token: in allen %2 wie üblich.</translation>
    </message>
    <message>
        <source>%1, same prompt: %2 of %3 first tokens are not as usual.</source>
        <translation>%1, gleicher Prompt: %2 von %3 ersten Tokens sind nicht wie üblich.</translation>
    </message>
    <message>
        <source>simulated ones are among them</source>
        <translation>simulierte sind darunter</translation>
    </message>
    <message>
        <source>Reading the answers of this time …</source>
        <translation>Die Antworten dieser Zeit werden gelesen …</translation>
    </message>
    <message>
        <source>Each is the median of %1 calls.</source>
        <translation>Jeder ist der Median von %1 Aufrufen.</translation>
    </message>
    <message>
        <source>No answer was measured yet. Compare makes the first one.</source>
        <translation>Noch keine Antwort gemessen. Die erste entsteht unter „Vergleichen“.</translation>
    </message>
    <message>
        <source>No answer fits the filter above. Remove a part of it to see more.</source>
        <translation>Keine Antwort passt zum Filter oben. Ohne einen Teil davon erscheinen mehr.</translation>
    </message>
    <message>
        <source>times from 1 run in %1</source>
        <translation>Zeiten aus 1 von %1 Läufen</translation>
    </message>
    <message>
        <source>without simulated ones</source>
        <translation>ohne simulierte</translation>
    </message>
</context>
<context>
    <name>assay::JudgeBar</name>
    <message>
        <source>Your judgement</source>
        <translation>Urteil</translation>
    </message>
    <message>
        <source>Answer 1 is better</source>
        <translation>Antwort 1 ist besser</translation>
    </message>
    <message>
        <source>Tie</source>
        <translation>Unentschieden</translation>
    </message>
    <message>
        <source>Answer 2 is better</source>
        <translation>Antwort 2 ist besser</translation>
    </message>
    <message>
        <source>Both bad</source>
        <translation>Beide schlecht</translation>
    </message>
    <message>
        <source>Can&apos;t tell</source>
        <translation>Nicht zu sagen</translation>
    </message>
    <message>
        <source>correct</source>
        <translation>richtig</translation>
    </message>
    <message>
        <source>clear</source>
        <translation>klar</translation>
    </message>
    <message>
        <source>tone</source>
        <translation>Ton</translation>
    </message>
    <message>
        <source>shorter</source>
        <translation>kürzer</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Notiz</translation>
    </message>
    <message>
        <source>Because</source>
        <translation>Weil</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Zurücknehmen</translation>
    </message>
    <message>
        <source>Next pair</source>
        <translation>Nächstes Paar</translation>
    </message>
    <message>
        <source>sides are drawn at random and balanced</source>
        <translation>Seiten werden zufällig und ausgewogen gelost</translation>
    </message>
    <message>
        <source>Because: %1</source>
        <translation>Weil: %1</translation>
    </message>
</context>
<context>
    <name>assay::KeyPanel</name>
    <message>
        <source>Asking %1 for its models. This uses no tokens.</source>
        <translation>%1 wird nach den Modellen gefragt. Das verbraucht keine Tokens.</translation>
    </message>
    <message>
        <source>%1 answers with this key.</source>
        <translation>%1 antwortet mit diesem Schlüssel.</translation>
    </message>
    <message>
        <source>%1 does not work with this key as it is.</source>
        <translation>%1 funktioniert so nicht mit diesem Schlüssel.</translation>
    </message>
    <message>
        <source>Keeping the key…</source>
        <translation>Schlüssel wird gespeichert…</translation>
    </message>
    <message>
        <source>The key was not kept: %1</source>
        <translation>Der Schlüssel wurde nicht gespeichert: %1</translation>
    </message>
    <message>
        <source>The key of %1 is kept in %2.</source>
        <translation>Schlüssel von %1 gespeichert in: %2.</translation>
    </message>
    <message>
        <source>%1, from the look of the key</source>
        <translation>%1, nach der Form des Schlüssels</translation>
    </message>
    <message>
        <source>It looks like a key of %1.</source>
        <translation>Sieht aus wie ein Schlüssel von %1.</translation>
    </message>
    <message>
        <source>The look of the key does not tell.</source>
        <translation>Die Form des Schlüssels verrät es nicht.</translation>
    </message>
    <message>
        <source>Shown as soon as there is a key.</source>
        <translation>Erscheint, sobald ein Schlüssel da ist.</translation>
    </message>
    <message>
        <source>Add a provider</source>
        <translation>Anbieter hinzufügen</translation>
    </message>
    <message>
        <source>No key at hand? Local servers and sandbox models need none.</source>
        <translation>Kein Schlüssel zur Hand? Lokale Server und Sandbox-Modelle brauchen keinen.</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <source>Paste a key. It is not shown and goes to its provider only.</source>
        <translation>Schlüssel einfügen. Er wird nicht angezeigt und geht nur an seinen Anbieter.</translation>
    </message>
    <message>
        <source>Add by address…</source>
        <translation>Per Adresse hinzufügen…</translation>
    </message>
    <message>
        <source>Provider</source>
        <translation>Anbieter</translation>
    </message>
    <message>
        <source>Provider of this key</source>
        <translation>Anbieter dieses Schlüssels</translation>
    </message>
    <message>
        <source>Choose the provider</source>
        <translation>Anbieter wählen</translation>
    </message>
    <message>
        <source>Another provider…</source>
        <translation>Anderer Anbieter…</translation>
    </message>
    <message>
        <source>Kept in</source>
        <translation>Speicherort</translation>
    </message>
    <message>
        <source>Where the key is kept</source>
        <translation>Wo der Schlüssel gespeichert wird</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>Testen</translation>
    </message>
    <message>
        <source>Asks the provider for its models with this key. Uses no tokens.</source>
        <translation>Fragt den Anbieter mit diesem Schlüssel nach seinen Modellen. Verbraucht keine Tokens.</translation>
    </message>
    <message>
        <source>Save key</source>
        <translation>Schlüssel speichern</translation>
    </message>
    <message>
        <source>%1 (not available)</source>
        <translation>%1 (nicht verfügbar)</translation>
    </message>
    <message>
        <source>Never in the database, a log or an export.</source>
        <translation>Nie in der Datenbank, einem Protokoll oder einem Export.</translation>
    </message>
    <message>
        <source>There is no place to keep a key. %1</source>
        <translation>Es gibt keinen Ort, um einen Schlüssel zu speichern. %1</translation>
    </message>
    <message>
        <source>This is an address. Return adds the server behind it.</source>
        <translation>Das ist eine Adresse. Die Eingabetaste fügt den Server dahinter hinzu.</translation>
    </message>
    <message>
        <source>Paste a key, or the address of a server</source>
        <translation>Schlüssel oder Adresse eines Servers einfügen</translation>
    </message>
</context>
<context>
    <name>assay::LaneArea</name>
    <message>
        <source>Lanes</source>
        <translation>Spuren</translation>
    </message>
</context>
<context>
    <name>assay::LaneDifferences</name>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Provider</source>
        <translation>Anbieter</translation>
    </message>
    <message>
        <source>System prompt</source>
        <translation>System-Prompt</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>Temperature</source>
        <translation>Temperatur</translation>
    </message>
    <message>
        <source>Top p</source>
        <translation>Top p</translation>
    </message>
    <message>
        <source>Most output tokens</source>
        <translation>Höchstzahl Ausgabe-Tokens</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>Startwert</translation>
    </message>
    <message>
        <source>Reasoning effort</source>
        <translation>Denkaufwand</translation>
    </message>
    <message>
        <source>Tools</source>
        <translation>Werkzeuge</translation>
    </message>
    <message>
        <source>Answer schema</source>
        <translation>Antwortschema</translation>
    </message>
    <message>
        <source>Provider fields</source>
        <translation>Anbieterfelder</translation>
    </message>
    <message>
        <source>The lanes are all the same: what differs in their answers is chance.</source>
        <translation>Die Spuren sind alle gleich: Was in ihren Antworten abweicht, ist Zufall.</translation>
    </message>
    <message>
        <source>Only the %1 differs, so this is a fair comparison.</source>
        <translation>Nur eines unterscheidet sich (%1), also ist der Vergleich fair.</translation>
    </message>
    <message>
        <source>Several things differ at once (%1). A difference in the answers cannot be put down to one of them.</source>
        <translation>Mehreres unterscheidet sich zugleich (%1). Ein Unterschied in den Antworten lässt sich keinem davon zuschreiben.</translation>
    </message>
</context>
<context>
    <name>assay::LaneFooter</name>
    <message>
        <source>Copy the answer as Markdown</source>
        <translation>Antwort als Markdown kopieren</translation>
    </message>
    <message>
        <source>Show the text as it came</source>
        <translation>Text zeigen, wie er kam</translation>
    </message>
    <message>
        <source>One more sample: ask this lane again</source>
        <translation>Noch eine Variante: diese Spur noch einmal fragen</translation>
    </message>
    <message>
        <source>Go on from this answer</source>
        <translation>Mit dieser Antwort weitermachen</translation>
    </message>
    <message>
        <source>Follow the stream</source>
        <translation>Dem Strom folgen</translation>
    </message>
    <message>
        <source>Go on with %1</source>
        <translation>Weiter mit %1</translation>
    </message>
    <message>
        <source>All lanes go on from the answer of %1</source>
        <translation>Alle Spuren machen mit der Antwort von %1 weiter</translation>
    </message>
    <message>
        <source>following the stream</source>
        <translation>folgt dem Strom</translation>
    </message>
    <message>
        <source>go to the end</source>
        <translation>zum Ende</translation>
    </message>
</context>
<context>
    <name>assay::LaneHeader</name>
    <message>
        <source>Stop lane %1</source>
        <translation>Spur %1 stoppen</translation>
    </message>
    <message>
        <source>Stop this lane</source>
        <translation>Diese Spur stoppen</translation>
    </message>
    <message>
        <source>Menu of lane %1</source>
        <translation>Menü von Spur %1</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Mehr</translation>
    </message>
    <message>
        <source>Figures of lane %1</source>
        <translation>Zahlen von Spur %1</translation>
    </message>
    <message>
        <source>own settings</source>
        <translation>eigene Einstellungen</translation>
    </message>
    <message>
        <source>This lane asks with settings of its own</source>
        <translation>Diese Spur fragt mit eigenen Einstellungen</translation>
    </message>
    <message>
        <source>Answer %1</source>
        <translation>Antwort %1</translation>
    </message>
</context>
<context>
    <name>assay::LaneProgress</name>
    <message>
        <source>tok</source>
        <translation>Tok</translation>
    </message>
    <message>
        <source>tok/s</source>
        <translation>Tok/s</translation>
    </message>
    <message>
        <source>first token</source>
        <translation>1. Token</translation>
    </message>
    <message>
        <source>total</source>
        <translation>gesamt</translation>
    </message>
    <message>
        <source>nothing billed</source>
        <translation>nichts abgerechnet</translation>
    </message>
    <message>
        <source>Cost: %1</source>
        <translation>Kosten: %1</translation>
    </message>
    <message>
        <source>%1: %2 × %3 = %4</source>
        <translation>%1: %2 × %3 = %4</translation>
    </message>
    <message>
        <source>Prices: %1</source>
        <translation>Preise: %1</translation>
    </message>
    <message>
        <source>Speed: visible tokens ÷ (last − first token)</source>
        <translation>Tempo: sichtbare Tokens ÷ (letztes − erstes Token)</translation>
    </message>
    <message>
        <source>attempt</source>
        <translation>Versuch</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>wartet</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>Bereit</translation>
    </message>
    <message>
        <source>Stalled %1 s</source>
        <translation>Stockt seit %1 s</translation>
    </message>
    <message>
        <source>Queued</source>
        <translation>Eingereiht</translation>
    </message>
    <message>
        <source>Connecting</source>
        <translation>Verbindet</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>Wartet</translation>
    </message>
    <message>
        <source>Streaming</source>
        <translation>Schreibt</translation>
    </message>
    <message>
        <source>Retrying in %1 s</source>
        <translation>Neuer Versuch in %1 s</translation>
    </message>
    <message>
        <source>Retrying</source>
        <translation>Neuer Versuch</translation>
    </message>
    <message>
        <source>Complete</source>
        <translation>Vollständig</translation>
    </message>
    <message>
        <source>Truncated</source>
        <translation>Abgeschnitten</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>Abgelehnt</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fehlgeschlagen</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>Gestoppt</translation>
    </message>
    <message>
        <source>Indeterminate</source>
        <translation>Ungewiss</translation>
    </message>
    <message>
        <source>simulated</source>
        <translation>simuliert</translation>
    </message>
    <message>
        <source>local</source>
        <translation>lokal</translation>
    </message>
    <message>
        <source>cost not known yet</source>
        <translation>Kosten noch unbekannt</translation>
    </message>
    <message>
        <source>Interrupted</source>
        <translation>Unterbrochen</translation>
    </message>
</context>
<context>
    <name>assay::LaneSettingsDialog</name>
    <message>
        <source>%1 is a number from %2 to %3.</source>
        <translation>%1 ist eine Zahl von %2 bis %3.</translation>
    </message>
    <message>
        <source>%1 is a whole number from %2 on.</source>
        <translation>%1 ist eine ganze Zahl ab %2.</translation>
    </message>
    <message>
        <source>Temperature</source>
        <translation>Temperatur</translation>
    </message>
    <message>
        <source>provider&apos;s default</source>
        <translation>Vorgabe des Anbieters</translation>
    </message>
    <message>
        <source>Top p</source>
        <translation>Top p</translation>
    </message>
    <message>
        <source>Most output tokens</source>
        <translation>Höchstzahl Ausgabe-Tokens</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>Startwert</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keiner</translation>
    </message>
    <message>
        <source>A system prompt of its own</source>
        <translation>Ein eigener System-Prompt</translation>
    </message>
    <message>
        <source>System prompt of this lane</source>
        <translation>System-Prompt dieser Spur</translation>
    </message>
    <message>
        <source>empty: no system prompt</source>
        <translation>leer: kein System-Prompt</translation>
    </message>
    <message>
        <source>Tools</source>
        <translation>Werkzeuge</translation>
    </message>
    <message>
        <source>JSON list of tools: name, description, parameters</source>
        <translation>JSON-Liste der Werkzeuge: name, description, parameters</translation>
    </message>
    <message>
        <source>Answer schema</source>
        <translation>Antwortschema</translation>
    </message>
    <message>
        <source>JSON Schema that the answer must follow</source>
        <translation>JSON-Schema, dem die Antwort folgen muss</translation>
    </message>
    <message>
        <source>Provider fields</source>
        <translation>Anbieterfelder</translation>
    </message>
    <message>
        <source>JSON object sent along unchanged</source>
        <translation>JSON-Objekt, das unverändert mitgeht</translation>
    </message>
    <message>
        <source>What differs…</source>
        <translation>Was sich unterscheidet…</translation>
    </message>
    <message>
        <source>As all lanes</source>
        <translation>Wie alle Spuren</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Use</source>
        <translation>Übernehmen</translation>
    </message>
    <message>
        <source>Reasoning effort</source>
        <translation>Denkaufwand</translation>
    </message>
    <message>
        <source>&amp;Temperature</source>
        <translation>&amp;Temperatur</translation>
    </message>
    <message>
        <source>Top &amp;p</source>
        <translation>Top &amp;p</translation>
    </message>
    <message>
        <source>&amp;Most output tokens</source>
        <translation>&amp;Höchstzahl Ausgabe-Tokens</translation>
    </message>
    <message>
        <source>S&amp;eed</source>
        <translation>&amp;Startwert</translation>
    </message>
    <message>
        <source>&amp;Reasoning effort</source>
        <translation>&amp;Denkaufwand</translation>
    </message>
    <message>
        <source>T&amp;ools</source>
        <translation>&amp;Werkzeuge</translation>
    </message>
    <message>
        <source>&amp;Answer schema</source>
        <translation>&amp;Antwortschema</translation>
    </message>
    <message>
        <source>Provider &amp;fields</source>
        <translation>Anbieter&amp;felder</translation>
    </message>
    <message>
        <source>What stands under Tools</source>
        <translation>Was unter „Werkzeuge“ steht</translation>
    </message>
    <message>
        <source>The answer schema</source>
        <translation>Das Antwortschema</translation>
    </message>
    <message>
        <source>The provider fields are not a JSON object.</source>
        <translation>Die Anbieterfelder sind kein JSON-Objekt.</translation>
    </message>
</context>
<context>
    <name>assay::LaneView</name>
    <message>
        <source>Show the text as it came</source>
        <translation>Text zeigen, wie er kam</translation>
    </message>
    <message>
        <source>Change model…</source>
        <translation>Modell wechseln…</translation>
    </message>
    <message>
        <source>Copy answer as Markdown</source>
        <translation>Antwort als Markdown kopieren</translation>
    </message>
    <message>
        <source>Copy code</source>
        <translation>Code kopieren</translation>
    </message>
    <message>
        <source>text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>Block %1, %2</source>
        <translation>Block %1, %2</translation>
    </message>
    <message>
        <source>Show raw text</source>
        <translation>Rohtext zeigen</translation>
    </message>
    <message>
        <source>Show or hide thinking</source>
        <translation>Denken ein- oder ausblenden</translation>
    </message>
    <message>
        <source>Remove lane</source>
        <translation>Spur entfernen</translation>
    </message>
    <message>
        <source>Lane %1, %2, %3</source>
        <translation>Spur %1, %2, %3</translation>
    </message>
    <message>
        <source>Answer of lane %1</source>
        <translation>Antwort von Spur %1</translation>
    </message>
    <message>
        <source>Text of lane %1 as it came</source>
        <translation>Text von Spur %1, wie er kam</translation>
    </message>
    <message>
        <source>The answer of %1 appears here.</source>
        <translation>Hier erscheint die Antwort von %1.</translation>
    </message>
    <message>
        <source>Menu of lane %1</source>
        <translation>Menü von Spur %1</translation>
    </message>
    <message>
        <source>Connecting to %1…</source>
        <translation>Verbindung zu %1…</translation>
    </message>
    <message>
        <source>%1 has the request. No token yet.</source>
        <translation>%1 hat die Anfrage. Noch kein Token.</translation>
    </message>
    <message>
        <source>Show the answer laid out</source>
        <translation>Antwort formatiert zeigen</translation>
    </message>
    <message>
        <source>Settings of this lane…</source>
        <translation>Einstellungen dieser Spur…</translation>
    </message>
    <message>
        <source>One more sample</source>
        <translation>Noch eine Variante</translation>
    </message>
    <message>
        <source>Go on from this answer</source>
        <translation>Mit dieser Antwort weitermachen</translation>
    </message>
    <message>
        <source>Ask the whole conversation here</source>
        <translation>Hier das ganze Gespräch fragen</translation>
    </message>
    <message>
        <source>Copy as curl, without the key</source>
        <translation>Als curl kopieren, ohne Schlüssel</translation>
    </message>
    <message>
        <source>Only this lane</source>
        <translation>Nur diese Spur</translation>
    </message>
    <message>
        <source>Duplicate lane</source>
        <translation>Spur verdoppeln</translation>
    </message>
    <message>
        <source>Move left</source>
        <translation>Nach links</translation>
    </message>
    <message>
        <source>Move right</source>
        <translation>Nach rechts</translation>
    </message>
    <message>
        <source>Answer %1</source>
        <translation>Antwort %1</translation>
    </message>
    <message>
        <source>This answer is being written.</source>
        <translation>Diese Antwort wird geschrieben.</translation>
    </message>
    <message>
        <source>The provider</source>
        <translation>Der Anbieter</translation>
    </message>
    <message>
        <source>This answer did not end well</source>
        <translation>Diese Antwort endete nicht gut</translation>
    </message>
    <message>
        <source>Why is told after your vote.</source>
        <translation>Warum, steht nach dem Urteil da.</translation>
    </message>
</context>
<context>
    <name>assay::MainWindow</name>
    <message>
        <source>Assay</source>
        <translation>Assay</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>Fenster</translation>
    </message>
    <message>
        <source>Commands…</source>
        <translation>Befehle…</translation>
    </message>
    <message>
        <source>All keys</source>
        <translation>Alle Tasten</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>Vergleich</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>Modelle</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>Seiten</translation>
    </message>
    <message>
        <source>What do you want to do?</source>
        <translation>Was soll geschehen?</translation>
    </message>
    <message>
        <source>Spend</source>
        <translation>Ausgaben</translation>
    </message>
    <message>
        <source>Insights</source>
        <translation>Auswertung</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>Gateway</source>
        <translation>Gateway</translation>
    </message>
    <message>
        <source>Larger text</source>
        <translation>Größerer Text</translation>
    </message>
    <message>
        <source>Smaller text</source>
        <translation>Kleinerer Text</translation>
    </message>
    <message>
        <source>Text as the desktop has it</source>
        <translation>Text wie auf dem Schreibtisch eingestellt</translation>
    </message>
    <message>
        <source>Compare is busy; end what runs there, or the blind pair, first.</source>
        <translation>Der Vergleich ist beschäftigt; zuerst muss enden, was dort läuft, oder das blinde Paar.</translation>
    </message>
    <message>
        <source>What if</source>
        <translation>Was wenn</translation>
    </message>
</context>
<context>
    <name>assay::ModelDetail</name>
    <message>
        <source>Input</source>
        <translation>Eingabe</translation>
    </message>
    <message>
        <source>Cache read</source>
        <translation>Cache gelesen</translation>
    </message>
    <message>
        <source>Cache write, 5 min</source>
        <translation>Cache geschrieben, 5 min</translation>
    </message>
    <message>
        <source>Cache write, 1 h</source>
        <translation>Cache geschrieben, 1 h</translation>
    </message>
    <message>
        <source>Audio input</source>
        <translation>Audio-Eingabe</translation>
    </message>
    <message>
        <source>Image input</source>
        <translation>Bild-Eingabe</translation>
    </message>
    <message>
        <source>Video input</source>
        <translation>Video-Eingabe</translation>
    </message>
    <message>
        <source>Audio cache read</source>
        <translation>Audio-Cache gelesen</translation>
    </message>
    <message>
        <source>Output</source>
        <translation>Ausgabe</translation>
    </message>
    <message>
        <source>Thinking</source>
        <translation>Denken</translation>
    </message>
    <message>
        <source>Citations</source>
        <translation>Zitate</translation>
    </message>
    <message>
        <source>Audio output</source>
        <translation>Audio-Ausgabe</translation>
    </message>
    <message>
        <source>Image output</source>
        <translation>Bild-Ausgabe</translation>
    </message>
    <message>
        <source>Web search, each</source>
        <translation>Websuche, je Suche</translation>
    </message>
    <message>
        <source>Your own price.</source>
        <translation>Eigener Preis.</translation>
    </message>
    <message>
        <source>Hypothetical: nobody is paid this; it is never part of your spend.</source>
        <translation>Hypothetisch: Niemand bekommt das; es zählt nie zu den Ausgaben.</translation>
    </message>
    <message>
        <source>Two unrelated lists give this price (%1).</source>
        <translation>Zwei unabhängige Listen nennen diesen Preis (%1).</translation>
    </message>
    <message>
        <source>One list gives this price and no second one confirms it yet (%1).</source>
        <translation>Eine Liste nennt diesen Preis, noch keine zweite bestätigt ihn (%1).</translation>
    </message>
    <message>
        <source>Another list says otherwise (%1).</source>
        <translation>Eine andere Liste sagt etwas anderes (%1).</translation>
    </message>
    <message>
        <source>From %1.</source>
        <translation>Aus %1.</translation>
    </message>
    <message>
        <source>Prompts above %1</source>
        <translation>Prompts über %1</translation>
    </message>
    <message>
        <source>%1 to %2 UTC</source>
        <translation>%1 bis %2 UTC</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>, </source>
        <translation>, </translation>
    </message>
    <message>
        <source>Add to line-up</source>
        <translation>Zur Aufstellung hinzufügen</translation>
    </message>
    <message>
        <source>Set my own price…</source>
        <translation>Eigenen Preis setzen…</translation>
    </message>
    <message>
        <source>Selected model</source>
        <translation>Gewähltes Modell</translation>
    </message>
    <message>
        <source>Select a model to see its prices, their sources and what it can do.</source>
        <translation>Ein Modell auswählen, um Preise, deren Quellen und Fähigkeiten zu sehen.</translation>
    </message>
    <message>
        <source>Give %1 a key first, in Settings</source>
        <translation>Zuerst in den Einstellungen einen Schlüssel für %1 angeben</translation>
    </message>
    <message>
        <source>Simulated price</source>
        <translation>Simulierter Preis</translation>
    </message>
    <message>
        <source>No price is known</source>
        <translation>Kein Preis bekannt</translation>
    </message>
    <message>
        <source>It runs on your own machine. A hypothetical price lets you compare.</source>
        <translation>Es läuft auf dem eigenen Rechner. Ein hypothetischer Preis erlaubt den Vergleich.</translation>
    </message>
    <message>
        <source>Its calls are counted as unpriced, never as free.</source>
        <translation>Seine Aufrufe zählen als „ohne Preis“, nie als kostenlos.</translation>
    </message>
    <message>
        <source>Price per million tokens, since %1</source>
        <translation>Preis je Million Tokens, seit %1</translation>
    </message>
    <message>
        <source>Price per million tokens</source>
        <translation>Preis je Million Tokens</translation>
    </message>
    <message>
        <source>Each request</source>
        <translation>Je Anfrage</translation>
    </message>
    <message>
        <source>Other prices for: %1</source>
        <translation>Andere Preise für: %1</translation>
    </message>
    <message>
        <source>input %1</source>
        <translation>Eingabe %1</translation>
    </message>
    <message>
        <source>output %1</source>
        <translation>Ausgabe %1</translation>
    </message>
    <message>
        <source>cache read %1</source>
        <translation>Cache gelesen %1</translation>
    </message>
    <message>
        <source>%1 says: %2</source>
        <translation>%1 sagt: %2</translation>
    </message>
    <message>
        <source>Takes and does</source>
        <translation>Fähigkeiten</translation>
    </message>
    <message>
        <source>Limits</source>
        <translation>Grenzen</translation>
    </message>
    <message>
        <source>Context: %1</source>
        <translation>Kontext: %1</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>unbekannt</translation>
    </message>
    <message>
        <source>Longest answer: %1</source>
        <translation>Längste Antwort: %1</translation>
    </message>
    <message>
        <source>Released: %1</source>
        <translation>Erschienen: %1</translation>
    </message>
    <message>
        <source>Retirement: no date announced</source>
        <translation>Abschaltung: kein Datum angekündigt</translation>
    </message>
    <message>
        <source>Retires: %1</source>
        <translation>Abschaltung: %1</translation>
    </message>
</context>
<context>
    <name>assay::ModelStrip</name>
    <message>
        <source>Add to line-up</source>
        <translation>Zur Aufstellung hinzufügen</translation>
    </message>
    <message>
        <source>Refresh models</source>
        <translation>Modelle neu laden</translation>
    </message>
    <message>
        <source>Model of this provider</source>
        <translation>Modell dieses Anbieters</translation>
    </message>
    <message>
        <source>%1 is in the line-up of Compare now.</source>
        <translation>%1 steht jetzt in der Aufstellung des Vergleichs.</translation>
    </message>
    <message>
        <source>%1 models</source>
        <translation>%1 Modelle</translation>
    </message>
    <message>
        <source>Asking for the models…</source>
        <translation>Modelle werden abgefragt…</translation>
    </message>
    <message>
        <source>The list stays as it was: %1</source>
        <translation>Die Liste bleibt, wie sie war: %1</translation>
    </message>
    <message>
        <source>%1, as the provider listed them on %2.</source>
        <translation>%1, wie vom Anbieter am %2 aufgelistet.</translation>
    </message>
    <message>
        <source>No models are known yet; refresh asks the provider.</source>
        <translation>Noch keine Modelle bekannt; „Modelle neu laden“ fragt den Anbieter.</translation>
    </message>
    <message>
        <source>%1 from the catalogue; the provider was not asked yet.</source>
        <translation>%1 aus dem Katalog; der Anbieter wurde noch nicht gefragt.</translation>
    </message>
</context>
<context>
    <name>assay::ModelTableModel</name>
    <message>
        <source>simulated</source>
        <translation>simuliert</translation>
    </message>
    <message>
        <source>local, no price</source>
        <translation>lokal, kein Preis</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>unbekannt</translation>
    </message>
    <message>
        <source>deprecated</source>
        <translation>läuft aus</translation>
    </message>
    <message>
        <source>two lists agree</source>
        <translation>zwei Listen einig</translation>
    </message>
    <message>
        <source>one list</source>
        <translation>eine Liste</translation>
    </message>
    <message>
        <source>lists disagree</source>
        <translation>Listen uneins</translation>
    </message>
    <message>
        <source>changes often</source>
        <translation>ändert sich oft</translation>
    </message>
    <message>
        <source>by hand</source>
        <translation>von Hand</translation>
    </message>
    <message>
        <source>free</source>
        <translation>kostenlos</translation>
    </message>
    <message>
        <source>my own</source>
        <translation>eigener</translation>
    </message>
    <message>
        <source>hypothetical</source>
        <translation>hypothetisch</translation>
    </message>
    <message>
        <source>images</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <source>audio</source>
        <translation>Audio</translation>
    </message>
    <message>
        <source>video</source>
        <translation>Video</translation>
    </message>
    <message>
        <source>PDF</source>
        <translation>PDF</translation>
    </message>
    <message>
        <source>tools</source>
        <translation>Werkzeuge</translation>
    </message>
    <message>
        <source>thinking</source>
        <translation>Denken</translation>
    </message>
    <message>
        <source>JSON schema</source>
        <translation>JSON-Schema</translation>
    </message>
    <message>
        <source>prompt cache</source>
        <translation>Prompt-Cache</translation>
    </message>
    <message>
        <source>web search</source>
        <translation>Websuche</translation>
    </message>
    <message>
        <source>, </source>
        <translation>, </translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Provider</source>
        <translation>Anbieter</translation>
    </message>
    <message>
        <source>Context</source>
        <translation>Kontext</translation>
    </message>
    <message>
        <source>In, $ / M</source>
        <translation>Ein, $/Mio.</translation>
    </message>
    <message>
        <source>Out, $ / M</source>
        <translation>Aus, $/Mio.</translation>
    </message>
    <message>
        <source>Cached</source>
        <translation>Cache</translation>
    </message>
    <message>
        <source>Takes and does</source>
        <translation>Fähigkeiten</translation>
    </message>
    <message>
        <source>Price</source>
        <translation>Preis</translation>
    </message>
</context>
<context>
    <name>assay::ModelsPage</name>
    <message>
        <source>Models</source>
        <translation>Modelle</translation>
    </message>
    <message>
        <source>%1 was added to the line-up of Compare.</source>
        <translation>%1 wurde zur Aufstellung des Vergleichs hinzugefügt.</translation>
    </message>
    <message>
        <source>Search models</source>
        <translation>Modelle suchen</translation>
    </message>
    <message>
        <source>Which providers</source>
        <translation>Welche Anbieter</translation>
    </message>
    <message>
        <source>All providers</source>
        <translation>Alle Anbieter</translation>
    </message>
    <message>
        <source>That I can ask</source>
        <translation>Die ich fragen kann</translation>
    </message>
    <message>
        <source>Local</source>
        <translation>Lokal</translation>
    </message>
    <message>
        <source>Must …</source>
        <translation>Muss …</translation>
    </message>
    <message>
        <source>What the model must be able to do</source>
        <translation>Was das Modell können muss</translation>
    </message>
    <message>
        <source>Update prices…</source>
        <translation>Preise aktualisieren…</translation>
    </message>
    <message>
        <source>use tools</source>
        <translation>Werkzeuge nutzen</translation>
    </message>
    <message>
        <source>think</source>
        <translation>denken</translation>
    </message>
    <message>
        <source>answer by a JSON schema</source>
        <translation>nach JSON-Schema antworten</translation>
    </message>
    <message>
        <source>take images</source>
        <translation>Bilder annehmen</translation>
    </message>
    <message>
        <source>take PDF</source>
        <translation>PDF annehmen</translation>
    </message>
    <message>
        <source>take audio</source>
        <translation>Audio annehmen</translation>
    </message>
    <message>
        <source>cache prompts</source>
        <translation>Prompts zwischenspeichern</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
</context>
<context>
    <name>assay::NameDialog</name>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Speichern</translation>
    </message>
</context>
<context>
    <name>assay::NewKeyDialog</name>
    <message>
        <source>“%1” is no amount of dollars.</source>
        <translation>„%1“ ist kein Betrag in Dollar.</translation>
    </message>
    <message>
        <source>The key needs a name: the tool that will use it.</source>
        <translation>Der Schlüssel braucht einen Namen: das Werkzeug, das ihn nutzen wird.</translation>
    </message>
    <message>
        <source>“%1” is no model: write PROVIDER/MODEL or PROVIDER/*.</source>
        <translation>„%1“ ist kein Modell: Schreiben Sie ANBIETER/MODELL oder ANBIETER/*.</translation>
    </message>
    <message>
        <source>There is no provider “%1”.</source>
        <translation>Es gibt keinen Anbieter „%1“.</translation>
    </message>
    <message>
        <source>The day on which it ends is over.</source>
        <translation>Der Tag, an dem er endet, ist vorbei.</translation>
    </message>
    <message>
        <source>The key “%1” is ready. Copy it now: it is shown this once, and Assay keeps only its hash.</source>
        <translation>Der Schlüssel „%1“ ist fertig. Kopieren Sie ihn jetzt: Er wird nur dieses eine Mal gezeigt, und Assay behält nur seinen Hash.</translation>
    </message>
    <message>
        <source>Copied. It leaves the clipboard in 60 seconds.</source>
        <translation>Kopiert. In 60 Sekunden verlässt er die Zwischenablage.</translation>
    </message>
    <message>
        <source>New key</source>
        <translation>Neuer Schlüssel</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>The tool that will use it</source>
        <translation>Das Werkzeug, das ihn nutzen wird</translation>
    </message>
    <message>
        <source>Most a day, in dollars</source>
        <translation>Höchstens am Tag, in Dollar</translation>
    </message>
    <message>
        <source>no limit</source>
        <translation>keine Grenze</translation>
    </message>
    <message>
        <source>Most a week, in dollars</source>
        <translation>Höchstens in der Woche, in Dollar</translation>
    </message>
    <message>
        <source>Most a month, in dollars</source>
        <translation>Höchstens im Monat, in Dollar</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>Modelle</translation>
    </message>
    <message>
        <source>all, or: openai/gpt-5, sandbox/*</source>
        <translation>alle, oder: openai/gpt-5, sandbox/*</translation>
    </message>
    <message>
        <source>Providers</source>
        <translation>Anbieter</translation>
    </message>
    <message>
        <source>all, or: openai, anthropic</source>
        <translation>alle, oder: openai, anthropic</translation>
    </message>
    <message>
        <source>Ends with the day</source>
        <translation>Endet mit dem Tag</translation>
    </message>
    <message>
        <source>Last day</source>
        <translation>Letzter Tag</translation>
    </message>
    <message>
        <source>dollars a day</source>
        <translation>Dollar am Tag</translation>
    </message>
    <message>
        <source>a week from Monday</source>
        <translation>in der Woche ab Montag</translation>
    </message>
    <message>
        <source>a calendar month</source>
        <translation>im Kalendermonat</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>&amp;Name</translation>
    </message>
    <message>
        <source>May spend</source>
        <translation>Darf ausgeben</translation>
    </message>
    <message>
        <source>&amp;Models</source>
        <translation>&amp;Modelle</translation>
    </message>
    <message>
        <source>&amp;Providers</source>
        <translation>&amp;Anbieter</translation>
    </message>
    <message>
        <source>Expiry</source>
        <translation>Ablauf</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Make the key</source>
        <translation>Schlüssel anlegen</translation>
    </message>
    <message>
        <source>The key</source>
        <translation>Der Schlüssel</translation>
    </message>
    <message>
        <source>The recipes on the page are filled in with it until the window closes.</source>
        <translation>Die Rezepte der Seite sind mit ihm ausgefüllt, bis das Fenster geschlossen wird.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Copy the key</source>
        <translation>Schlüssel kopieren</translation>
    </message>
</context>
<context>
    <name>assay::NoticePanel</name>
    <message>
        <source>Retry lane</source>
        <translation>Spur wiederholen</translation>
    </message>
    <message>
        <source>Retry now</source>
        <translation>Jetzt wiederholen</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Stoppen</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>Fortsetzen</translation>
    </message>
</context>
<context>
    <name>assay::OwnPriceDialog</name>
    <message>
        <source>For all calls, also those already made</source>
        <translation>Für alle Aufrufe, auch bereits gemachte</translation>
    </message>
    <message>
        <source>Hypothetical: only to compare, never part of spend</source>
        <translation>Hypothetisch: nur zum Vergleichen, nie Teil der Ausgaben</translation>
    </message>
    <message>
        <source>My own price for %1</source>
        <translation>Eigener Preis für %1</translation>
    </message>
    <message>
        <source>First day it holds, UTC</source>
        <translation>Erster Tag, an dem er gilt, UTC</translation>
    </message>
    <message>
        <source>&amp;Input, $ per million</source>
        <translation>&amp;Eingabe, $ je Million</translation>
    </message>
    <message>
        <source>&amp;Output, $ per million</source>
        <translation>&amp;Ausgabe, $ je Million</translation>
    </message>
    <message>
        <source>Cache &amp;read, $ per million</source>
        <translation>Cache &amp;gelesen, $ je Million</translation>
    </message>
    <message>
        <source>Cache &amp;write, $ per million</source>
        <translation>Cache ges&amp;chrieben, $ je Million</translation>
    </message>
    <message>
        <source>&amp;From</source>
        <translation>&amp;Von</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
</context>
<context>
    <name>assay::PriceUpdateDialog</name>
    <message numerus="yes">
        <source>%n model(s) change their price</source>
        <translation>
            <numerusform>%n Modell ändert seinen Preis</numerusform>
            <numerusform>%n Modelle ändern ihren Preis</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n new model(s)</source>
        <translation>
            <numerusform>%n neues Modell</numerusform>
            <numerusform>%n neue Modelle</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n held for confirmation</source>
        <translation>
            <numerusform>%n wartet auf Bestätigung</numerusform>
            <numerusform>%n warten auf Bestätigung</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 retires in %n day(s)</source>
        <translation>
            <numerusform>%1 wird in %n Tag abgeschaltet</numerusform>
            <numerusform>%1 wird in %n Tagen abgeschaltet</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>a newer price is known for %n model(s)</source>
        <translation>
            <numerusform>für %n Modell ist ein neuerer Preis bekannt</numerusform>
            <numerusform>für %n Modelle ist ein neuerer Preis bekannt</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 of %2: %3.</source>
        <translation>%1 vom %2: %3.</translation>
    </message>
    <message>
        <source>, </source>
        <translation>, </translation>
    </message>
    <message>
        <source>Read</source>
        <translation>Lesen</translation>
    </message>
    <message>
        <source>Also take the held ones: ten times as much or a tenth, or from or to 0</source>
        <translation>Auch die wartenden übernehmen: das Zehnfache oder ein Zehntel, oder von oder auf 0</translation>
    </message>
    <message>
        <source>Take these prices</source>
        <translation>Diese Preise übernehmen</translation>
    </message>
    <message>
        <source>Update prices</source>
        <translation>Preise aktualisieren</translation>
    </message>
    <message>
        <source>Price list</source>
        <translation>Preisliste</translation>
    </message>
    <message>
        <source>A file…</source>
        <translation>Eine Datei…</translation>
    </message>
    <message>
        <source>What would change</source>
        <translation>Was sich ändern würde</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Rate</source>
        <translation>Satz</translation>
    </message>
    <message>
        <source>Before, $ / M</source>
        <translation>Vorher, $/Mio.</translation>
    </message>
    <message>
        <source>After, $ / M</source>
        <translation>Nachher, $/Mio.</translation>
    </message>
    <message>
        <source>Nothing changes before you say so. Calls that were made keep their price.</source>
        <translation>Ohne Zustimmung ändert sich nichts. Gemachte Aufrufe behalten ihren Preis.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Reading %1 …</source>
        <translation>%1 wird gelesen …</translation>
    </message>
    <message>
        <source>JSON (*.json)</source>
        <translation>JSON (*.json)</translation>
    </message>
    <message>
        <source>Reading …</source>
        <translation>Wird gelesen …</translation>
    </message>
    <message>
        <source>It could not be read: %1</source>
        <translation>Lesen fehlgeschlagen: %1</translation>
    </message>
    <message>
        <source>long prompts</source>
        <translation>lange Prompts</translation>
    </message>
    <message>
        <source>other bands</source>
        <translation>andere Stufen</translation>
    </message>
    <message>
        <source>new bands</source>
        <translation>neue Stufen</translation>
    </message>
    <message>
        <source>Held: </source>
        <translation>Wartet: </translation>
    </message>
    <message>
        <source>New: </source>
        <translation>Neu: </translation>
    </message>
    <message>
        <source>input, output</source>
        <translation>Eingabe, Ausgabe</translation>
    </message>
    <message>
        <source>Nothing was taken: %1</source>
        <translation>Nichts wurde übernommen: %1</translation>
    </message>
    <message numerus="yes">
        <source>%n price(s) taken. Calls that were made keep theirs.</source>
        <translation>
            <numerusform>%n Preis übernommen. Gemachte Aufrufe behalten ihren.</numerusform>
            <numerusform>%n Preise übernommen. Gemachte Aufrufe behalten ihre.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>assay::PrivacySection</name>
    <message>
        <source>Servers that may be contacted</source>
        <translation>Server, die kontaktiert werden können</translation>
    </message>
    <message>
        <source>Only providers you can use now, and only when you ask them: a prompt goes to the lanes you run, a test or a refresh asks for the list of models. Servers you added yourself are asked for their models at start.</source>
        <translation>Nur Anbieter, die jetzt nutzbar sind, und nur auf Anfrage: Ein Prompt geht an die gestarteten Spuren, ein Test oder ein Neuladen fragt nach der Liste der Modelle. Selbst hinzugefügte Server werden beim Start nach ihren Modellen gefragt.</translation>
    </message>
    <message>
        <source>On this machine (looked for at start, so that local models can be offered):</source>
        <translation>Auf diesem Rechner (beim Start gesucht, um lokale Modelle anbieten zu können):</translation>
    </message>
    <message>
        <source>Where your data is</source>
        <translation>Wo die Daten liegen</translation>
    </message>
    <message>
        <source>In the profile folder that was given at start.</source>
        <translation>Im Profilordner, der beim Start angegeben wurde.</translation>
    </message>
    <message>
        <source>Prompts, answers, costs and settings are there and nowhere else. Keys are not: they are in the keyring, in the environment or in the encrypted key file, never in the database, a log or an export, and crashes leave no core file.</source>
        <translation>Prompts, Antworten, Kosten und Einstellungen liegen dort und sonst nirgends. Schlüssel nicht: Sie liegen im Schlüsselbund, in der Umgebung oder in der verschlüsselten Schlüsseldatei, nie in der Datenbank, einem Protokoll oder einem Export, und Abstürze hinterlassen kein Speicherabbild.</translation>
    </message>
    <message>
        <source>Open the folder</source>
        <translation>Ordner öffnen</translation>
    </message>
    <message>
        <source>Telemetry</source>
        <translation>Telemetrie</translation>
    </message>
    <message>
        <source>None. Nothing is counted or reported, there is no update check, and there is no switch because there is nothing to switch off.</source>
        <translation>Keine. Nichts wird gezählt oder gemeldet, es gibt keine Suche nach Aktualisierungen und keinen Schalter, weil es nichts abzuschalten gibt.</translation>
    </message>
    <message>
        <source>None: no provider has a key yet.</source>
        <translation>Keine: Noch hat kein Anbieter einen Schlüssel.</translation>
    </message>
    <message>
        <source>None.</source>
        <translation>Keine.</translation>
    </message>
    <message>
        <source>Notifications</source>
        <translation>Benachrichtigungen</translation>
    </message>
    <message>
        <source>When a run took longer than 10 seconds and another window is in front. While answers are judged blind a notification never says more than that they are ready.</source>
        <translation>Wenn ein Lauf länger als 10 Sekunden brauchte und ein anderes Fenster vorn ist. Solange blind geurteilt wird, sagt eine Benachrichtigung nie mehr, als dass die Antworten da sind.</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Keine</translation>
    </message>
    <message>
        <source>Without names and prompt</source>
        <translation>Ohne Namen und Prompt</translation>
    </message>
    <message>
        <source>With models, cost and the beginning of the prompt</source>
        <translation>Mit Modellen, Kosten und dem Anfang des Prompts</translation>
    </message>
</context>
<context>
    <name>assay::ProviderList</name>
    <message>
        <source>Your providers</source>
        <translation>Anbieter</translation>
    </message>
    <message>
        <source>Filter the providers</source>
        <translation>Anbieter filtern</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>Filtern</translation>
    </message>
    <message>
        <source>Test all</source>
        <translation>Alle testen</translation>
    </message>
    <message>
        <source>Stop (%1 of %2)</source>
        <translation>Stoppen (%1 von %2)</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>Testen</translation>
    </message>
    <message>
        <source>Enter key</source>
        <translation>Schlüssel eingeben</translation>
    </message>
    <message>
        <source>Open key page…</source>
        <translation>Schlüsselseite öffnen…</translation>
    </message>
    <message>
        <source>Remove key…</source>
        <translation>Schlüssel entfernen…</translation>
    </message>
    <message>
        <source>Remove provider…</source>
        <translation>Anbieter entfernen…</translation>
    </message>
    <message>
        <source>Testing… This uses no tokens.</source>
        <translation>Test läuft… Das verbraucht keine Tokens.</translation>
    </message>
    <message>
        <source>It needs a key before it can be asked.</source>
        <translation>Zum Fragen ist ein Schlüssel nötig.</translation>
    </message>
    <message>
        <source>It does not answer at its address. Start it, then test again.</source>
        <translation>Unter seiner Adresse antwortet niemand. Erst starten, dann erneut testen.</translation>
    </message>
    <message>
        <source>Its address needs %1 in the environment.</source>
        <translation>Seine Adresse braucht %1 in der Umgebung.</translation>
    </message>
    <message>
        <source>The key comes from the environment; remove it there.</source>
        <translation>Der Schlüssel kommt aus der Umgebung; dort entfernen.</translation>
    </message>
    <message>
        <source>Your providers stand here. Paste a key above, or add a server by its address.</source>
        <translation>Hier stehen die Anbieter. Oben einen Schlüssel einfügen oder einen Server per Adresse hinzufügen.</translation>
    </message>
    <message>
        <source>No provider contains “%1”.</source>
        <translation>Kein Anbieter enthält „%1“.</translation>
    </message>
    <message>
        <source>Remove a key</source>
        <translation>Schlüssel entfernen</translation>
    </message>
    <message>
        <source>Remove the key of %1?</source>
        <translation>Schlüssel von %1 entfernen?</translation>
    </message>
    <message>
        <source>It is kept in: %1. It can not be shown or restored afterwards.</source>
        <translation>Gespeichert in: %1. Danach kann er weder angezeigt noch wiederhergestellt werden.</translation>
    </message>
    <message>
        <source>Remove key</source>
        <translation>Schlüssel entfernen</translation>
    </message>
    <message>
        <source>Remove a provider</source>
        <translation>Anbieter entfernen</translation>
    </message>
    <message>
        <source>Remove %1?</source>
        <translation>%1 entfernen?</translation>
    </message>
    <message>
        <source>Past runs keep its name and costs.</source>
        <translation>Vergangene Läufe behalten Name und Kosten.</translation>
    </message>
    <message>
        <source>Remove provider</source>
        <translation>Anbieter entfernen</translation>
    </message>
    <message>
        <source>It was not removed: %1</source>
        <translation>Nicht entfernt: %1</translation>
    </message>
    <message>
        <source>The address of its key page is not a web address.</source>
        <translation>Die Adresse der Schlüsselseite ist keine Webadresse.</translation>
    </message>
    <message>
        <source>Open a link</source>
        <translation>Link öffnen</translation>
    </message>
    <message>
        <source>Open the page where %1 makes keys in your browser?</source>
        <translation>Seite, auf der %1 Schlüssel ausstellt, im Browser öffnen?</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
</context>
<context>
    <name>assay::ProviderTable</name>
    <message>
        <source>Providers</source>
        <translation>Anbieter</translation>
    </message>
</context>
<context>
    <name>assay::ProviderTableModel</name>
    <message>
        <source>testing…</source>
        <translation>Test läuft…</translation>
    </message>
    <message>
        <source>works</source>
        <translation>funktioniert</translation>
    </message>
    <message>
        <source>failed: %1</source>
        <translation>fehlgeschlagen: %1</translation>
    </message>
    <message>
        <source>ready</source>
        <translation>bereit</translation>
    </message>
    <message>
        <source>needs a key</source>
        <translation>braucht Schlüssel</translation>
    </message>
    <message>
        <source>not running</source>
        <translation>läuft nicht</translation>
    </message>
    <message>
        <source>address incomplete</source>
        <translation>Adresse unvollständig</translation>
    </message>
    <message>
        <source>built in</source>
        <translation>eingebaut</translation>
    </message>
    <message>
        <source>none needed</source>
        <translation>nicht nötig</translation>
    </message>
    <message>
        <source>simulated</source>
        <translation>simuliert</translation>
    </message>
    <message>
        <source>local</source>
        <translation>lokal</translation>
    </message>
    <message>
        <source>%1 unpriced</source>
        <translation>%1 ohne Preis</translation>
    </message>
    <message>
        <source>Not set: %1</source>
        <translation>Nicht gesetzt: %1</translation>
    </message>
    <message>
        <source>Models of this provider that have a price in the catalogue</source>
        <translation>Modelle dieses Anbieters mit einem Preis im Katalog</translation>
    </message>
    <message>
        <source>Provider</source>
        <translation>Anbieter</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>Modelle</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>This month</source>
        <translation>Dieser Monat</translation>
    </message>
</context>
<context>
    <name>assay::ProvidersPage</name>
    <message>
        <source>Settings, providers and keys</source>
        <translation>Einstellungen, Anbieter und Schlüssel</translation>
    </message>
</context>
<context>
    <name>assay::QuickPicker</name>
    <message>
        <source>Choices</source>
        <translation>Auswahl</translation>
    </message>
</context>
<context>
    <name>assay::RaceStrip</name>
    <message>
        <source>Race</source>
        <translation>Rennen</translation>
    </message>
    <message>
        <source>attempt %1</source>
        <translation>Versuch %1</translation>
    </message>
    <message>
        <source>first, %1</source>
        <translation>Erster, %1</translation>
    </message>
    <message>
        <source>s</source>
        <translation>s</translation>
    </message>
</context>
<context>
    <name>assay::Rail</name>
    <message>
        <source>Pages</source>
        <translation>Seiten</translation>
    </message>
</context>
<context>
    <name>assay::ReasoningBox</name>
    <message>
        <source>Thinking of the model</source>
        <translation>Denken des Modells</translation>
    </message>
    <message>
        <source>Thinking</source>
        <translation>Denken</translation>
    </message>
    <message>
        <source>Expanded</source>
        <translation>Aufgeklappt</translation>
    </message>
    <message>
        <source>Collapsed</source>
        <translation>Zugeklappt</translation>
    </message>
    <message>
        <source>Hide what the model thought</source>
        <translation>Verbergen, was das Modell dachte</translation>
    </message>
    <message>
        <source>Show what the model thought</source>
        <translation>Zeigen, was das Modell dachte</translation>
    </message>
</context>
<context>
    <name>assay::RecipePanel</name>
    <message>
        <source>Connect a tool</source>
        <translation>Ein Werkzeug verbinden</translation>
    </message>
    <message>
        <source>Recipe for %1</source>
        <translation>Rezept für %1</translation>
    </message>
    <message>
        <source>Key in the recipe</source>
        <translation>Schlüssel im Rezept</translation>
    </message>
    <message>
        <source>Model in the recipe</source>
        <translation>Modell im Rezept</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>%1, filled in</source>
        <translation>%1, ausgefüllt</translation>
    </message>
    <message>
        <source>none yet</source>
        <translation>noch keiner</translation>
    </message>
    <message>
        <source>Copying puts the whole key on the clipboard for 60 seconds.</source>
        <translation>Kopieren legt den ganzen Schlüssel für 60 Sekunden in die Zwischenablage.</translation>
    </message>
    <message>
        <source>Put the key itself in the place of %1.</source>
        <translation>Setzen Sie den Schlüssel selbst an die Stelle von %1.</translation>
    </message>
    <message>
        <source>Copied with the key. It leaves the clipboard in 60 seconds.</source>
        <translation>Mit dem Schlüssel kopiert. In 60 Sekunden verlässt er die Zwischenablage.</translation>
    </message>
    <message>
        <source>Copied. Put the key itself in the place of %1.</source>
        <translation>Kopiert. Setzen Sie den Schlüssel selbst an die Stelle von %1.</translation>
    </message>
</context>
<context>
    <name>assay::RecordedLane</name>
    <message>
        <source>Lane %1, %2</source>
        <translation>Spur %1, %2</translation>
    </message>
    <message>
        <source>Answer %1</source>
        <translation>Antwort %1</translation>
    </message>
    <message numerus="yes">
        <source>%n hits</source>
        <translation>
            <numerusform>%n Treffer</numerusform>
            <numerusform>%n Treffer</numerusform>
        </translation>
    </message>
    <message>
        <source>What can be done with this lane</source>
        <translation>Was mit dieser Spur getan werden kann</translation>
    </message>
    <message>
        <source>Menu of lane %1</source>
        <translation>Menü der Spur %1</translation>
    </message>
    <message>
        <source>Replay this lane exactly…</source>
        <translation>Diese Spur genau wiederholen…</translation>
    </message>
    <message>
        <source>Run this lane in Compare</source>
        <translation>Diese Spur im Vergleich öffnen</translation>
    </message>
</context>
<context>
    <name>assay::Replay</name>
    <message>
        <source>The run was private: nothing of what was asked was kept.</source>
        <translation>Der Lauf war privat: von der Frage wurde nichts aufgehoben.</translation>
    </message>
    <message>
        <source>What was asked was kept for as long as the project says, then removed.</source>
        <translation>Die Frage wurde so lange aufgehoben, wie das Projekt es vorsieht, dann entfernt.</translation>
    </message>
    <message>
        <source>What was asked was deleted.</source>
        <translation>Die Frage wurde gelöscht.</translation>
    </message>
    <message>
        <source>%1 does not list %2 any more (list of %3); it is asked nevertheless.</source>
        <translation>%1 führt %2 nicht mehr auf (Liste vom %3); gefragt wird trotzdem.</translation>
    </message>
    <message>
        <source>It was never sent.</source>
        <translation>Sie wurde nie gesendet.</translation>
    </message>
    <message>
        <source>The request was not kept: the run was recorded before requests were, or was cut off.</source>
        <translation>Die Anfrage wurde nicht aufgehoben: der Lauf stammt aus der Zeit davor oder brach ab.</translation>
    </message>
    <message>
        <source>A secret stood in the request and was not kept; without it, it is not the same request.</source>
        <translation>In der Anfrage stand ein Geheimnis, das nicht aufgehoben wurde; ohne es ist sie nicht dieselbe.</translation>
    </message>
    <message>
        <source>%1 is set up for the format %2 today; the request is in %3.</source>
        <translation>%1 ist heute für das Format %2 eingerichtet; die Anfrage ist in %3.</translation>
    </message>
    <message>
        <source>The exact bytes were not kept; the request is written anew from what was asked.</source>
        <translation>Die genauen Bytes wurden nicht aufgehoben; die Anfrage wird aus dem Gefragten neu geschrieben.</translation>
    </message>
    <message>
        <source>It goes to %1 today; it went to %2.</source>
        <translation>Sie geht heute an %1; damals ging sie an %2.</translation>
    </message>
</context>
<context>
    <name>assay::RoutePanel</name>
    <message>
        <source>How this answer was routed</source>
        <translation>Wie diese Antwort vermittelt wurde</translation>
    </message>
    <message>
        <source>Expanded</source>
        <translation>Aufgeklappt</translation>
    </message>
    <message>
        <source>Collapsed</source>
        <translation>Zugeklappt</translation>
    </message>
    <message>
        <source>Hide how this answer was routed</source>
        <translation>Verbergen, wie diese Antwort vermittelt wurde</translation>
    </message>
    <message>
        <source>Show how this answer was routed</source>
        <translation>Zeigen, wie diese Antwort vermittelt wurde</translation>
    </message>
    <message>
        <source>Attempts</source>
        <translation>Versuche</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>unbekannt</translation>
    </message>
    <message>
        <source>This lane was pinned to its endpoint; there was nothing to choose.</source>
        <translation>Diese Spur war an ihren Endpunkt gebunden; es gab nichts zu wählen.</translation>
    </message>
    <message>
        <source>Candidates</source>
        <translation>Kandidaten</translation>
    </message>
    <message>
        <source>Candidates, without fallbacks</source>
        <translation>Kandidaten, ohne Ausweichen</translation>
    </message>
    <message>
        <source>Endpoint</source>
        <translation>Endpunkt</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Cost</source>
        <translation>Kosten</translation>
    </message>
    <message>
        <source>%1, as %2</source>
        <translation>%1, als %2</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Warum</translation>
    </message>
    <message>
        <source>Expected</source>
        <translation>Erwartet</translation>
    </message>
    <message>
        <source>out: %1</source>
        <translation>nicht dabei: %1</translation>
    </message>
</context>
<context>
    <name>assay::RouteSentences</name>
    <message>
        <source>switched off</source>
        <translation>abgeschaltet</translation>
    </message>
    <message>
        <source>its address is not set up</source>
        <translation>Adresse nicht eingerichtet</translation>
    </message>
    <message>
        <source>not among the models allowed</source>
        <translation>nicht unter den erlaubten Modellen</translation>
    </message>
    <message>
        <source>no key</source>
        <translation>kein Schlüssel</translation>
    </message>
    <message>
        <source>its key was refused</source>
        <translation>Schlüssel wurde abgelehnt</translation>
    </message>
    <message>
        <source>not among the providers allowed</source>
        <translation>nicht unter den erlaubten Anbietern</translation>
    </message>
    <message>
        <source>not among those wanted</source>
        <translation>nicht unter den gewünschten</translation>
    </message>
    <message>
        <source>ignored as wished</source>
        <translation>wie gewünscht ausgelassen</translation>
    </message>
    <message>
        <source>data policy</source>
        <translation>Datenrichtlinie</translation>
    </message>
    <message>
        <source>not on this machine</source>
        <translation>nicht auf diesem Rechner</translation>
    </message>
    <message>
        <source>quantization</source>
        <translation>Quantisierung</translation>
    </message>
    <message>
        <source>context too short</source>
        <translation>Kontext zu kurz</translation>
    </message>
    <message>
        <source>answers too short</source>
        <translation>Antworten zu kurz</translation>
    </message>
    <message>
        <source>lacks a parameter</source>
        <translation>ein Parameter fehlt</translation>
    </message>
    <message>
        <source>cannot read the input</source>
        <translation>kann die Eingabe nicht lesen</translation>
    </message>
    <message>
        <source>too dear</source>
        <translation>zu teuer</translation>
    </message>
    <message>
        <source>over budget</source>
        <translation>über dem Budget</translation>
    </message>
    <message>
        <source>failed too often lately</source>
        <translation>zuletzt zu oft fehlgeschlagen</translation>
    </message>
    <message>
        <source>others can do more</source>
        <translation>andere können mehr</translation>
    </message>
    <message>
        <source>fallbacks are off</source>
        <translation>Ausweichen ist aus</translation>
    </message>
    <message>
        <source>in your order</source>
        <translation>in der gewählten Reihenfolge</translation>
    </message>
    <message>
        <source>sorted</source>
        <translation>sortiert</translation>
    </message>
    <message>
        <source>drawn</source>
        <translation>gelost</translation>
    </message>
    <message>
        <source>next by price</source>
        <translation>nächster nach Preis</translation>
    </message>
    <message>
        <source>served this conversation before</source>
        <translation>hat dieses Gespräch schon bedient</translation>
    </message>
    <message>
        <source>slower than preferred</source>
        <translation>langsamer als gewünscht</translation>
    </message>
    <message>
        <source>failed lately</source>
        <translation>zuletzt fehlgeschlagen</translation>
    </message>
    <message>
        <source>limits our rate</source>
        <translation>drosselt</translation>
    </message>
    <message>
        <source>failed lately, nothing else is left</source>
        <translation>zuletzt fehlgeschlagen, nichts anderes übrig</translation>
    </message>
    <message>
        <source>%1, chance %2 %</source>
        <translation>%1, Chance %2 %</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Nothing was sent</source>
        <translation>Nichts wurde gesendet</translation>
    </message>
    <message numerus="yes">
        <source>Not answered after %n attempts</source>
        <translation>
            <numerusform>Nicht beantwortet nach %n Versuch</numerusform>
            <numerusform>Nicht beantwortet nach %n Versuchen</numerusform>
        </translation>
    </message>
    <message>
        <source>Answered by %1</source>
        <translation>Bedient von %1</translation>
    </message>
    <message>
        <source>Answered by %1 at attempt %2</source>
        <translation>Bedient von %1 im Versuch %2</translation>
    </message>
    <message>
        <source>answered</source>
        <translation>beantwortet</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>tried to measure it</source>
        <translation>gefragt, um es zu messen</translation>
    </message>
    <message>
        <source>stable ones first, the cheap ones drawn more often</source>
        <translation>stabile zuerst, günstige werden öfter gezogen</translation>
    </message>
    <message>
        <source>in the order you gave</source>
        <translation>in Ihrer Reihenfolge</translation>
    </message>
    <message>
        <source>by price</source>
        <translation>nach Preis</translation>
    </message>
    <message>
        <source>by tokens a second</source>
        <translation>nach Tokens pro Sekunde</translation>
    </message>
    <message>
        <source>by time to the first token</source>
        <translation>nach Zeit bis zum ersten Token</translation>
    </message>
    <message>
        <source>Order: %1</source>
        <translation>Reihenfolge: %1</translation>
    </message>
    <message>
        <source>Asked for %1; order: %2</source>
        <translation>Gefragt nach %1; Reihenfolge: %2</translation>
    </message>
</context>
<context>
    <name>assay::RowBars</name>
    <message>
        <source>Cost</source>
        <translation>Kosten</translation>
    </message>
    <message>
        <source>%1 others</source>
        <translation>%1 weitere</translation>
    </message>
</context>
<context>
    <name>assay::RunDetail</name>
    <message>
        <source>Star</source>
        <translation>Stern</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Mehr</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Exportieren…</translation>
    </message>
    <message>
        <source>Remove prompt and answers…</source>
        <translation>Prompt und Antworten entfernen…</translation>
    </message>
    <message>
        <source>Tags, separated by commas</source>
        <translation>Schlagwörter, durch Kommas getrennt</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>Schlagwörter</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Notiz</translation>
    </message>
    <message>
        <source>Previous hit</source>
        <translation>Voriger Treffer</translation>
    </message>
    <message>
        <source>Next hit</source>
        <translation>Nächster Treffer</translation>
    </message>
    <message>
        <source>today, %1</source>
        <translation>heute, %1</translation>
    </message>
    <message numerus="yes">
        <source>%n lanes</source>
        <translation>
            <numerusform>%n Spur</numerusform>
            <numerusform>%n Spuren</numerusform>
        </translation>
    </message>
    <message>
        <source>This run was private: only its cost was kept.</source>
        <translation>Dieser Lauf war privat: Nur seine Kosten wurden behalten.</translation>
    </message>
    <message>
        <source>Prompt and answers were removed. What it cost, when and how it ended stays.</source>
        <translation>Prompt und Antworten wurden entfernt. Kosten, Zeitpunkt und Ausgang bleiben.</translation>
    </message>
    <message>
        <source>better</source>
        <translation>besser</translation>
    </message>
    <message>
        <source>as good</source>
        <translation>gleich gut</translation>
    </message>
    <message numerus="yes">
        <source>%n attempts</source>
        <translation>
            <numerusform>%n Versuch</numerusform>
            <numerusform>%n Versuche</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hits</source>
        <translation>
            <numerusform>%n Treffer</numerusform>
            <numerusform>%n Treffer</numerusform>
        </translation>
    </message>
    <message>
        <source>hit %1 of %2</source>
        <translation>Treffer %1 von %2</translation>
    </message>
    <message>
        <source>d MMM yyyy, HH:mm</source>
        <translation>d. MMM yyyy, HH:mm</translation>
    </message>
    <message>
        <source>Answers</source>
        <translation>Antworten</translation>
    </message>
    <message>
        <source>Then and now</source>
        <translation>Damals und heute</translation>
    </message>
    <message>
        <source>The answers beside those that the same requests got later</source>
        <translation>Die Antworten neben denen, die dieselben Anfragen später bekamen</translation>
    </message>
    <message>
        <source>Replay exactly…</source>
        <translation>Genau wiederholen…</translation>
    </message>
    <message>
        <source>Sends the very same requests again and shows what is different today</source>
        <translation>Sendet genau dieselben Anfragen noch einmal und zeigt, was heute anders ist</translation>
    </message>
    <message>
        <source>Run in Compare</source>
        <translation>Im Vergleich öffnen</translation>
    </message>
    <message>
        <source>Opens Compare with all of this run, its prompt ready to be changed; nothing is sent yet</source>
        <translation>Öffnet den Vergleich mit allem aus diesem Lauf, die Frage bereit zum Ändern; gesendet wird noch nichts</translation>
    </message>
    <message>
        <source>Then and now (%1)</source>
        <translation>Damals und heute (%1)</translation>
    </message>
</context>
<context>
    <name>assay::RunDrift</name>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Ended because</source>
        <translation>Ende durch</translation>
    </message>
    <message>
        <source>Served by</source>
        <translation>Bedient von</translation>
    </message>
    <message>
        <source>Model served</source>
        <translation>Bedientes Modell</translation>
    </message>
    <message>
        <source>Fingerprint</source>
        <translation>Fingerabdruck</translation>
    </message>
    <message>
        <source>Prompt tokens</source>
        <translation>Token der Frage</translation>
    </message>
    <message>
        <source>Answer tokens</source>
        <translation>Token der Antwort</translation>
    </message>
    <message>
        <source>Cost</source>
        <translation>Kosten</translation>
    </message>
    <message>
        <source>The first at today’s price</source>
        <translation>Die erste zum heutigen Preis</translation>
    </message>
    <message>
        <source>First token</source>
        <translation>Erstes Token</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>Gesamt</translation>
    </message>
    <message>
        <source>Tokens a second</source>
        <translation>Token je Sekunde</translation>
    </message>
    <message>
        <source>The answers are the same.</source>
        <translation>Die Antworten sind gleich.</translation>
    </message>
    <message numerus="yes">
        <source>%1 % of the answers is the same; %n differences</source>
        <translation>
            <numerusform>%1 % der Antworten sind gleich; %n Unterschied</numerusform>
            <numerusform>%1 % der Antworten sind gleich; %n Unterschiede</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>assay::RunExport</name>
    <message>
        <source>first token %1</source>
        <translation>erstes Token %1</translation>
    </message>
    <message>
        <source>total %1</source>
        <translation>gesamt %1</translation>
    </message>
    <message>
        <source>simulated</source>
        <translation>simuliert</translation>
    </message>
    <message>
        <source>blind</source>
        <translation>blind</translation>
    </message>
    <message>
        <source>names known</source>
        <translation>Namen bekannt</translation>
    </message>
    <message>
        <source>%1 better than %2 (%3)</source>
        <translation>%1 besser als %2 (%3)</translation>
    </message>
    <message>
        <source>Tie between %1 and %2 (%3)</source>
        <translation>Unentschieden zwischen %1 und %2 (%3)</translation>
    </message>
    <message>
        <source>Both bad: %1 and %2 (%3)</source>
        <translation>Beide schlecht: %1 und %2 (%3)</translation>
    </message>
    <message>
        <source>Could not tell %1 from %2 (%3)</source>
        <translation>%1 und %2 nicht zu unterscheiden (%3)</translation>
    </message>
    <message>
        <source>Thinking</source>
        <translation>Denken</translation>
    </message>
    <message>
        <source>Tool call: %1</source>
        <translation>Werkzeugaufruf: %1</translation>
    </message>
    <message>
        <source>Differences of A and B: %1 % are the same</source>
        <translation>Unterschiede von A und B: %1 % sind gleich</translation>
    </message>
    <message>
        <source>Comparison</source>
        <translation>Vergleich</translation>
    </message>
    <message>
        <source>Turn %1</source>
        <translation>Runde %1</translation>
    </message>
    <message>
        <source>, one more sample</source>
        <translation>, eine weitere Variante</translation>
    </message>
    <message>
        <source>System: %1</source>
        <translation>System: %1</translation>
    </message>
    <message>
        <source>Votes</source>
        <translation>Urteile</translation>
    </message>
    <message>
        <source>System:</source>
        <translation>System:</translation>
    </message>
</context>
<context>
    <name>assay::RunListModel</name>
    <message>
        <source>Without a date</source>
        <translation>Ohne Datum</translation>
    </message>
    <message>
        <source>Today, %1</source>
        <translation>Heute, %1</translation>
    </message>
    <message>
        <source>dddd d MMMM</source>
        <translation>dddd, d. MMMM</translation>
    </message>
    <message>
        <source>Yesterday</source>
        <translation>Gestern</translation>
    </message>
    <message>
        <source>Private run</source>
        <translation>Privater Lauf</translation>
    </message>
    <message>
        <source>Removed text</source>
        <translation>Entfernter Text</translation>
    </message>
    <message>
        <source>Empty prompt</source>
        <translation>Leerer Prompt</translation>
    </message>
    <message>
        <source>simulated</source>
        <translation>simuliert</translation>
    </message>
    <message numerus="yes">
        <source>%n unpriced</source>
        <translation>
            <numerusform>%n ohne Preis</numerusform>
            <numerusform>%n ohne Preis</numerusform>
        </translation>
    </message>
    <message>
        <source>starred</source>
        <translation>mit Stern</translation>
    </message>
    <message>
        <source>voted</source>
        <translation>bewertet</translation>
    </message>
    <message>
        <source>in the note</source>
        <translation>in der Notiz</translation>
    </message>
</context>
<context>
    <name>assay::RunListView</name>
    <message>
        <source>Runs</source>
        <translation>Läufe</translation>
    </message>
</context>
<context>
    <name>assay::RunNotices</name>
    <message>
        <source>The answers are ready</source>
        <translation>Die Antworten sind da</translation>
    </message>
    <message>
        <source>They wait for your vote.</source>
        <translation>Sie warten auf Ihr Urteil.</translation>
    </message>
    <message>
        <source>The run has ended</source>
        <translation>Der Lauf ist zu Ende</translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n answers complete after %2</source>
        <translation>
            <numerusform>%1 von %n Antwort vollständig nach %2</numerusform>
            <numerusform>%1 von %n Antworten vollständig nach %2</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>assay::SamplePager</name>
    <message>
        <source>Sample before</source>
        <translation>Vorige Variante</translation>
    </message>
    <message>
        <source>Next sample</source>
        <translation>Nächste Variante</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message numerus="yes">
        <source>%n of the samples say the same</source>
        <translation>
            <numerusform>%n der Varianten sagt dasselbe</numerusform>
            <numerusform>%n der Varianten sagen dasselbe</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>assay::SampleRibbon</name>
    <message>
        <source>Sample project.</source>
        <translation>Beispielprojekt.</translation>
    </message>
    <message>
        <source>These models are simulated on this computer: no key, no network, no cost.</source>
        <translation>Diese Modelle sind auf diesem Rechner simuliert: kein Schlüssel, kein Netz, keine Kosten.</translation>
    </message>
    <message>
        <source>Close this note</source>
        <translation>Hinweis schließen</translation>
    </message>
</context>
<context>
    <name>assay::SectionList</name>
    <message>
        <source>Sections of the settings</source>
        <translation>Abschnitte der Einstellungen</translation>
    </message>
</context>
<context>
    <name>assay::SettingsPage</name>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Providers and keys</source>
        <translation>Anbieter und Schlüssel</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>Aussehen</translation>
    </message>
    <message>
        <source>Privacy</source>
        <translation>Datenschutz</translation>
    </message>
</context>
<context>
    <name>assay::ShortcutSheet</name>
    <message>
        <source>Keys</source>
        <translation>Tasten</translation>
    </message>
</context>
<context>
    <name>assay::SnippetBox</name>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Copy: %1</source>
        <translation>Kopieren: %1</translation>
    </message>
</context>
<context>
    <name>assay::SpendBar</name>
    <message>
        <source>Spend</source>
        <translation>Ausgaben</translation>
    </message>
    <message>
        <source>Week</source>
        <translation>Woche</translation>
    </message>
    <message>
        <source>Month</source>
        <translation>Monat</translation>
    </message>
    <message>
        <source>Quarter</source>
        <translation>Quartal</translation>
    </message>
    <message>
        <source>Year</source>
        <translation>Jahr</translation>
    </message>
    <message>
        <source>Period</source>
        <translation>Zeitraum</translation>
    </message>
    <message>
        <source>Earlier</source>
        <translation>Früher</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>Später</translation>
    </message>
    <message>
        <source>Group by</source>
        <translation>Gruppieren nach</translation>
    </message>
    <message>
        <source>Local days</source>
        <translation>Lokale Tage</translation>
    </message>
    <message>
        <source>UTC billing days</source>
        <translation>UTC-Tage</translation>
    </message>
    <message>
        <source>Days</source>
        <translation>Tage</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Exportieren…</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>By %1</source>
        <translation>Nach %1</translation>
    </message>
</context>
<context>
    <name>assay::SpendChartData</name>
    <message>
        <source>%1 calls</source>
        <translation>%1 Aufrufe</translation>
    </message>
    <message>
        <source>%1 of them without a price</source>
        <translation>davon %1 ohne Preis</translation>
    </message>
    <message>
        <source>%1 simulated</source>
        <translation>%1 simuliert</translation>
    </message>
    <message>
        <source>today</source>
        <translation>heute</translation>
    </message>
    <message>
        <source>1 other</source>
        <translation>1 weiterer</translation>
    </message>
    <message>
        <source>%1 others</source>
        <translation>%1 weitere</translation>
    </message>
    <message>
        <source>%1 – %2</source>
        <translation>%1 – %2</translation>
    </message>
    <message>
        <source>Busiest: %1, %2, %3 calls</source>
        <translation>Am meisten: %1, %2, %3 Aufrufe</translation>
    </message>
    <message>
        <source>ddd d</source>
        <translation>ddd d.</translation>
    </message>
    <message>
        <source>d MMM</source>
        <translation>d. MMM</translation>
    </message>
    <message>
        <source>ddd d MMM</source>
        <translation>ddd, d. MMM</translation>
    </message>
</context>
<context>
    <name>assay::SpendPage</name>
    <message>
        <source>Spend</source>
        <translation>Ausgaben</translation>
    </message>
    <message>
        <source>Calls without a price, %1</source>
        <translation>Aufrufe ohne Preis, %1</translation>
    </message>
    <message>
        <source>The ledger could not be read: %1</source>
        <translation>Das Kassenbuch konnte nicht gelesen werden: %1</translation>
    </message>
    <message>
        <source>Month</source>
        <translation>Monat</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>Tag</translation>
    </message>
    <message>
        <source>What did each month cost, and which %1 caused it?</source>
        <translation>Was kostete jeder Monat, aufgeteilt nach %1?</translation>
    </message>
    <message>
        <source>What did each day cost, and which %1 caused it?</source>
        <translation>Was kostete jeder Tag, aufgeteilt nach %1?</translation>
    </message>
    <message>
        <source>%1 calls, %2 unpriced left out</source>
        <translation>%1 Aufrufe, %2 ohne Preis fehlen</translation>
    </message>
    <message>
        <source>%1 calls</source>
        <translation>%1 Aufrufe</translation>
    </message>
    <message>
        <source>no price</source>
        <translation>kein Preis</translation>
    </message>
    <message>
        <source>Project</source>
        <translation>Projekt</translation>
    </message>
    <message>
        <source>How did %1 add up?</source>
        <translation>Wie kam %1 zusammen?</translation>
    </message>
    <message>
        <source>Where will %1 end?</source>
        <translation>Wo wird %1 enden?</translation>
    </message>
    <message>
        <source>Calls without a price are left out.</source>
        <translation>Aufrufe ohne Preis fehlen hier.</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Imported from other tools, in no sum above:</source>
        <translation>Aus anderen Programmen importiert, oben in keiner Summe:</translation>
    </message>
    <message>
        <source>Nothing was paid yet</source>
        <translation>Noch keine Ausgaben</translation>
    </message>
    <message>
        <source>Every call you make is written down here with what it cost, by day, model and project.
Compare two models, and the first line appears. Simulated calls cost nothing.</source>
        <translation>Jeder Aufruf wird hier mit seinen Kosten festgehalten, nach Tag, Modell und Projekt.
Sobald zwei Modelle verglichen werden, erscheint die erste Zeile. Simulierte Aufrufe kosten nichts.</translation>
    </message>
    <message>
        <source>Answers of %1</source>
        <translation>Antworten, %1</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>Export spend</source>
        <translation>Ausgaben exportieren</translation>
    </message>
    <message>
        <source>Table (*.csv)</source>
        <translation>Tabelle (*.csv)</translation>
    </message>
    <message>
        <source>Document (*.json)</source>
        <translation>Dokument (*.json)</translation>
    </message>
    <message>
        <source>%1 could not be written.</source>
        <translation>%1 konnte nicht geschrieben werden.</translation>
    </message>
    <message>
        <source>Compare models</source>
        <translation>Modelle vergleichen</translation>
    </message>
    <message>
        <source>Spend of the period</source>
        <translation>Ausgaben des Zeitraums</translation>
    </message>
    <message>
        <source>Where did the money go?</source>
        <translation>Wohin ging das Geld?</translation>
    </message>
    <message>
        <source>Which days were busy?</source>
        <translation>Welche Tage waren voll?</translation>
    </message>
    <message>
        <source>Which project paid?</source>
        <translation>Welches Projekt hat gezahlt?</translation>
    </message>
    <message>
        <source>%1 in place of “%2”</source>
        <translation>%1 anstelle von „%2“</translation>
    </message>
    <message>
        <source>Nothing like that was paid</source>
        <translation>Nichts dergleichen wurde bezahlt</translation>
    </message>
    <message>
        <source>No call of this half year fits the filter above. Remove a part of it to see more.</source>
        <translation>Kein Aufruf dieses Halbjahrs passt zum Filter oben. Ohne einen Teil davon erscheinen mehr.</translation>
    </message>
    <message>
        <source>Reading the calls of this filter …</source>
        <translation>Aufrufe dieses Filters werden gelesen …</translation>
    </message>
</context>
<context>
    <name>assay::SpendPeriod</name>
    <message>
        <source>%1 – %2</source>
        <translation>%1 – %2</translation>
    </message>
    <message>
        <source>Quarter %1, %2</source>
        <translation>%1. Quartal %2</translation>
    </message>
    <message>
        <source>d MMM</source>
        <translation>d. MMM</translation>
    </message>
    <message>
        <source>d MMM yyyy</source>
        <translation>d. MMM yyyy</translation>
    </message>
</context>
<context>
    <name>assay::SpendTableModel</name>
    <message>
        <source>Sum</source>
        <translation>Summe</translation>
    </message>
    <message>
        <source>simulated</source>
        <translation>simuliert</translation>
    </message>
    <message>
        <source>no price</source>
        <translation>kein Preis</translation>
    </message>
    <message>
        <source>+ %1 unpriced</source>
        <translation>+ %1 ohne Preis</translation>
    </message>
    <message>
        <source>%1 tokens</source>
        <translation>%1 Tokens</translation>
    </message>
    <message>
        <source>Nobody reported any.</source>
        <translation>Niemand hat welche gemeldet.</translation>
    </message>
    <message>
        <source>%1 real, %2 simulated</source>
        <translation>%1 echt, %2 simuliert</translation>
    </message>
    <message>
        <source>cost ÷ completed calls</source>
        <translation>Kosten ÷ vollständige Aufrufe</translation>
    </message>
    <message>
        <source>Calls</source>
        <translation>Aufrufe</translation>
    </message>
    <message>
        <source>Input</source>
        <translation>Eingabe</translation>
    </message>
    <message>
        <source>Cache read</source>
        <translation>Cache gelesen</translation>
    </message>
    <message>
        <source>Cache write</source>
        <translation>Cache geschrieben</translation>
    </message>
    <message>
        <source>Output</source>
        <translation>Ausgabe</translation>
    </message>
    <message>
        <source>Cost</source>
        <translation>Kosten</translation>
    </message>
    <message>
        <source>Known by</source>
        <translation>Quelle</translation>
    </message>
    <message>
        <source>Per answer</source>
        <translation>Je Antwort</translation>
    </message>
</context>
<context>
    <name>assay::SpendText</name>
    <message>
        <source>1 unpriced call</source>
        <translation>1 Aufruf ohne Preis</translation>
    </message>
    <message>
        <source>%1 unpriced calls</source>
        <translation>%1 Aufrufe ohne Preis</translation>
    </message>
    <message>
        <source>%1 + %2</source>
        <translation>%1 + %2</translation>
    </message>
    <message>
        <source>answers</source>
        <translation>Antworten</translation>
    </message>
    <message>
        <source>judging</source>
        <translation>Bewertung</translation>
    </message>
    <message>
        <source>titles</source>
        <translation>Titel</translation>
    </message>
    <message>
        <source>tests of keys and endpoints</source>
        <translation>Tests von Schlüsseln und Endpunkten</translation>
    </message>
    <message>
        <source>no project</source>
        <translation>kein Projekt</translation>
    </message>
    <message>
        <source>no key</source>
        <translation>kein Schlüssel</translation>
    </message>
    <message>
        <source>no tag</source>
        <translation>kein Schlagwort</translation>
    </message>
    <message>
        <source>unknown surface</source>
        <translation>unbekannte Herkunft</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>unbekannt</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>Tag</translation>
    </message>
    <message>
        <source>Provider</source>
        <translation>Anbieter</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Project</source>
        <translation>Projekt</translation>
    </message>
    <message>
        <source>Surface</source>
        <translation>Herkunft</translation>
    </message>
    <message>
        <source>Endpoint</source>
        <translation>Endpunkt</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <source>Tag</source>
        <translation>Schlagwort</translation>
    </message>
    <message>
        <source>Purpose</source>
        <translation>Zweck</translation>
    </message>
    <message>
        <source>mixed</source>
        <translation>gemischt</translation>
    </message>
    <message>
        <source>reported</source>
        <translation>gemeldet</translation>
    </message>
    <message>
        <source>computed</source>
        <translation>errechnet</translation>
    </message>
    <message>
        <source>estimated</source>
        <translation>geschätzt</translation>
    </message>
    <message>
        <source>simulated</source>
        <translation>simuliert</translation>
    </message>
    <message>
        <source>local</source>
        <translation>lokal</translation>
    </message>
    <message>
        <source>day</source>
        <translation>Tag</translation>
    </message>
    <message>
        <source>provider</source>
        <translation>Anbieter</translation>
    </message>
    <message>
        <source>model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>project</source>
        <translation>Projekt</translation>
    </message>
    <message>
        <source>surface</source>
        <translation>Herkunft</translation>
    </message>
    <message>
        <source>endpoint</source>
        <translation>Endpunkt</translation>
    </message>
    <message>
        <source>key</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <source>tag</source>
        <translation>Schlagwort</translation>
    </message>
    <message>
        <source>purpose</source>
        <translation>Zweck</translation>
    </message>
</context>
<context>
    <name>assay::SpendTiles</name>
    <message>
        <source>Likely in the end</source>
        <translation>Voraussichtlich am Ende</translation>
    </message>
    <message>
        <source>Saved by caches</source>
        <translation>Durch Caches gespart</translation>
    </message>
    <message>
        <source>Overhead</source>
        <translation>Mehraufwand</translation>
    </message>
    <message>
        <source>Per completed answer</source>
        <translation>Je vollständige Antwort</translation>
    </message>
    <message>
        <source>Without a price</source>
        <translation>Ohne Preis</translation>
    </message>
    <message>
        <source>%1 calls</source>
        <translation>%1 Aufrufe</translation>
    </message>
    <message>
        <source>+ %1 unpriced</source>
        <translation>+ %1 ohne Preis</translation>
    </message>
    <message>
        <source>%1 simulated</source>
        <translation>%1 simuliert</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>nicht bekannt</translation>
    </message>
    <message>
        <source>Likely by %1</source>
        <translation>Voraussichtlich bis %1</translation>
    </message>
    <message>
        <source>over</source>
        <translation>vorbei</translation>
    </message>
    <message>
        <source>the period has ended</source>
        <translation>der Zeitraum ist zu Ende</translation>
    </message>
    <message>
        <source>the period has not begun</source>
        <translation>der Zeitraum hat noch nicht begonnen</translation>
    </message>
    <message>
        <source>too early to say</source>
        <translation>noch zu früh</translation>
    </message>
    <message>
        <source>%1 of %2 full days</source>
        <translation>%1 von %2 vollen Tagen</translation>
    </message>
    <message>
        <source>%1 – %2</source>
        <translation>%1 – %2</translation>
    </message>
    <message>
        <source>%1&#x2009;% range, from %2 days</source>
        <translation>%1&#x2009;%-Bereich, aus %2 Tagen</translation>
    </message>
    <message>
        <source>against the full input price</source>
        <translation>gegenüber dem vollen Eingabepreis</translation>
    </message>
    <message>
        <source>not known for 1 call</source>
        <translation>unbekannt bei 1 Aufruf</translation>
    </message>
    <message>
        <source>not known for %1 calls</source>
        <translation>unbekannt bei %1 Aufrufen</translation>
    </message>
    <message>
        <source>judging and retries</source>
        <translation>Bewertung und neue Versuche</translation>
    </message>
    <message>
        <source>%1&#x2009;%</source>
        <translation>%1&#x2009;%</translation>
    </message>
    <message>
        <source>%1 judging, %2 retries</source>
        <translation>%1 Bewertung, %2 neue Versuche</translation>
    </message>
    <message>
        <source>n = %1</source>
        <translation>n = %1</translation>
    </message>
    <message>
        <source>no price known</source>
        <translation>kein Preis bekannt</translation>
    </message>
    <message>
        <source>no completed answer</source>
        <translation>keine vollständige Antwort</translation>
    </message>
    <message>
        <source>at least, %1</source>
        <translation>mindestens, %1</translation>
    </message>
    <message>
        <source>all costs, %1</source>
        <translation>alle Kosten, %1</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>every call has a price</source>
        <translation>jeder Aufruf hat einen Preis</translation>
    </message>
    <message>
        <source>1 call</source>
        <translation>1 Aufruf</translation>
    </message>
    <message>
        <source>in no sum; show them</source>
        <translation>in keiner Summe; zeigen</translation>
    </message>
    <message>
        <source>d MMM</source>
        <translation>d. MMM</translation>
    </message>
</context>
<context>
    <name>assay::SpreadStrips</name>
    <message>
        <source>median %1 (95 %: %2 – %3)</source>
        <translation>Median %1 (95 %: %2 – %3)</translation>
    </message>
    <message>
        <source>median %1</source>
        <translation>Median %1</translation>
    </message>
    <message>
        <source>90 %: %1</source>
        <translation>90 %: %1</translation>
    </message>
    <message>
        <source>99 %: %1</source>
        <translation>99 %: %1</translation>
    </message>
    <message>
        <source>n %1</source>
        <translation>n %1</translation>
    </message>
    <message>
        <source>n</source>
        <translation>n</translation>
    </message>
    <message>
        <source>Median</source>
        <translation>Median</translation>
    </message>
    <message>
        <source>from</source>
        <translation>von</translation>
    </message>
    <message>
        <source>to</source>
        <translation>bis</translation>
    </message>
    <message>
        <source>90 %</source>
        <translation>90 %</translation>
    </message>
    <message>
        <source>99 %</source>
        <translation>99 %</translation>
    </message>
    <message>
        <source>Values</source>
        <translation>Werte</translation>
    </message>
    <message>
        <source>mark: median with its interval, bar to 90 %, line to 99 %</source>
        <translation>Marke: Median mit Intervall, Balken bis 90 %, Linie bis 99 %</translation>
    </message>
</context>
<context>
    <name>assay::StackedBars</name>
    <message>
        <source>Sum</source>
        <translation>Summe</translation>
    </message>
</context>
<context>
    <name>assay::StatusStrip</name>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Project</source>
        <translation>Projekt</translation>
    </message>
    <message>
        <source>Simulated</source>
        <translation>Simuliert</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Heute</translation>
    </message>
    <message>
        <source>Gateway on, %1</source>
        <translation>Gateway ein, %1</translation>
    </message>
</context>
<context>
    <name>assay::TestPanel</name>
    <message>
        <source>simulated, nothing is billed</source>
        <translation>simuliert, nichts wird berechnet</translation>
    </message>
    <message>
        <source>cost unknown</source>
        <translation>Kosten unbekannt</translation>
    </message>
    <message>
        <source>Send a test request</source>
        <translation>Testanfrage senden</translation>
    </message>
    <message>
        <source>One small request through the gateway at its address, as a tool would send it. It is kept in History, marked as a test.</source>
        <translation>Eine kleine Anfrage durch das Gateway an seine Adresse, wie ein Werkzeug sie senden würde. Sie steht im Verlauf, als Test gekennzeichnet.</translation>
    </message>
    <message>
        <source>when the gateway is on</source>
        <translation>wenn das Gateway an ist</translation>
    </message>
    <message>
        <source>%1: simulated, free</source>
        <translation>%1: simuliert, kostenlos</translation>
    </message>
    <message>
        <source>%1: costs what a short answer costs</source>
        <translation>%1: kostet so viel wie eine kurze Antwort</translation>
    </message>
    <message>
        <source>%1, as “%2”: costs what a short answer costs</source>
        <translation>%1, als „%2“: kostet so viel wie eine kurze Antwort</translation>
    </message>
    <message>
        <source>Test under way …</source>
        <translation>Test läuft …</translation>
    </message>
    <message>
        <source>Test: %1 answered by %2 in %3, %4</source>
        <translation>Test: %1 beantwortet von %2 in %3, %4</translation>
    </message>
    <message>
        <source>Test failed: %1</source>
        <translation>Test fehlgeschlagen: %1</translation>
    </message>
</context>
<context>
    <name>assay::ThenNow</name>
    <message>
        <source>d MMM yyyy, HH:mm</source>
        <translation>d. MMM yyyy, HH:mm</translation>
    </message>
    <message>
        <source>Lane</source>
        <translation>Spur</translation>
    </message>
    <message>
        <source>Then and now</source>
        <translation>Damals und heute</translation>
    </message>
    <message>
        <source>then</source>
        <translation>damals</translation>
    </message>
    <message>
        <source>now</source>
        <translation>heute</translation>
    </message>
    <message>
        <source>%1.</source>
        <translation>%1.</translation>
    </message>
    <message>
        <source>The same request each time, byte by byte.</source>
        <translation>Jedes Mal dieselbe Anfrage, Byte für Byte.</translation>
    </message>
    <message>
        <source>The bytes of the first request were not kept; it was written anew.</source>
        <translation>Die Bytes der ersten Anfrage wurden nicht aufgehoben; sie wurde neu geschrieben.</translation>
    </message>
</context>
<context>
    <name>assay::ToolCallBox</name>
    <message>
        <source>Arguments of the tool call</source>
        <translation>Argumente des Werkzeugaufrufs</translation>
    </message>
    <message>
        <source>Expanded</source>
        <translation>Aufgeklappt</translation>
    </message>
    <message>
        <source>Collapsed</source>
        <translation>Zugeklappt</translation>
    </message>
    <message>
        <source>Tool call: %1</source>
        <translation>Werkzeugaufruf: %1</translation>
    </message>
    <message>
        <source>(no name yet)</source>
        <translation>(noch kein Name)</translation>
    </message>
    <message>
        <source>(no arguments)</source>
        <translation>(keine Argumente)</translation>
    </message>
</context>
<context>
    <name>assay::Translations</name>
    <message>
        <source>small</source>
        <extracomment>How nouns begin inside a sentence: `small` (temperature), or translated as `capital` (Temperatur).</extracomment>
        <translation>capital</translation>
    </message>
</context>
<context>
    <name>assay::TurnStrip</name>
    <message>
        <source>system: %1</source>
        <translation>System: %1</translation>
    </message>
    <message>
        <source>Turn before</source>
        <translation>Vorige Runde</translation>
    </message>
    <message>
        <source>Turn after</source>
        <translation>Nächste Runde</translation>
    </message>
    <message>
        <source>All turns and branches of this conversation</source>
        <translation>Alle Runden und Zweige dieses Gesprächs</translation>
    </message>
    <message>
        <source>Edit this prompt and ask it anew</source>
        <translation>Diesen Prompt bearbeiten und neu fragen</translation>
    </message>
    <message>
        <source>Turns</source>
        <translation>Runden</translation>
    </message>
    <message>
        <source>Turn %1</source>
        <translation>Runde %1</translation>
    </message>
    <message>
        <source>, branch %1 of %2</source>
        <translation>, Zweig %1 von %2</translation>
    </message>
    <message>
        <source>all lanes go on from the answer of %1</source>
        <translation>alle Spuren machen mit der Antwort von %1 weiter</translation>
    </message>
    <message>
        <source>each lane goes on from its own answer</source>
        <translation>jede Spur macht mit ihrer eigenen Antwort weiter</translation>
    </message>
    <message numerus="yes">
        <source>%n files</source>
        <translation>
            <numerusform>%n Datei</numerusform>
            <numerusform>%n Dateien</numerusform>
        </translation>
    </message>
    <message>
        <source>Turn %1: %2</source>
        <translation>Runde %1: %2</translation>
    </message>
</context>
<context>
    <name>assay::VariablesTable</name>
    <message>
        <source>Values of the variables</source>
        <translation>Werte der Variablen</translation>
    </message>
    <message>
        <source>Value of %1</source>
        <translation>Wert von %1</translation>
    </message>
    <message>
        <source>value of %1</source>
        <translation>Wert von %1</translation>
    </message>
</context>
<context>
    <name>assay::VerdictPanel</name>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>weak</source>
        <translation>schwach</translation>
    </message>
    <message>
        <source>strong</source>
        <translation>stark</translation>
    </message>
    <message>
        <source>decided (5&#x2009;% risk)</source>
        <translation>entschieden (5&#x2009;% Risiko)</translation>
    </message>
    <message>
        <source>the one ahead</source>
        <translation>das führende</translation>
    </message>
    <message>
        <source>%1&#x2009;% for %2</source>
        <translation>%1&#x2009;% für %2</translation>
    </message>
    <message>
        <source>0&#x2009;% of wins</source>
        <translation>0&#x2009;% der Siege</translation>
    </message>
    <message>
        <source>50&#x2009;%, no difference</source>
        <translation>50&#x2009;%, kein Unterschied</translation>
    </message>
    <message>
        <source>100&#x2009;%</source>
        <translation>100&#x2009;%</translation>
    </message>
    <message>
        <source>How strong is the evidence that one is better?</source>
        <translation>Wie stark spricht es dafür, dass eines besser ist?</translation>
    </message>
    <message>
        <source>evidence %1 of the 20 needed · n = %2 decided, %3 in all</source>
        <translation>Evidenz %1 von 20 nötigen · n = %2 entschieden, %3 insgesamt</translation>
    </message>
</context>
<context>
    <name>assay::Verdicts</name>
    <message>
        <source>No votes yet</source>
        <translation>Noch keine Urteile</translation>
    </message>
    <message>
        <source>Vote on a few pairs; seven clear wins in a row would be enough.</source>
        <translation>Über ein paar Paare urteilen; sieben klare Siege in Folge würden reichen.</translation>
    </message>
    <message>
        <source>one of the two</source>
        <translation>eines der beiden</translation>
    </message>
    <message>
        <source>One of the two is better</source>
        <translation>Eines der beiden ist besser</translation>
    </message>
    <message>
        <source>%1 is better</source>
        <translation>%1 ist besser</translation>
    </message>
    <message>
        <source>No real difference seen</source>
        <translation>Kein echter Unterschied zu sehen</translation>
    </message>
    <message>
        <source>Too early to say</source>
        <translation>Noch zu früh</translation>
    </message>
    <message>
        <source>After one vote</source>
        <translation>Nach einem Urteil</translation>
    </message>
    <message numerus="yes">
        <source>After %n votes</source>
        <translation>
            <numerusform>Nach %n Urteil</numerusform>
            <numerusform>Nach %n Urteilen</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 it stands %2 : %3</source>
        <translation>%1 steht es %2 : %3</translation>
    </message>
    <message>
        <source>%1 %2 is ahead %3 : %4</source>
        <translation>%1 liegt %2 mit %3 : %4 vorn</translation>
    </message>
    <message numerus="yes">
        <source>with %n undecided</source>
        <translation>
            <numerusform>bei %n unentschiedenen</numerusform>
            <numerusform>bei %n unentschiedenen</numerusform>
        </translation>
    </message>
    <message>
        <source>%1, but the share of wins could still be anything from %2 to %3.</source>
        <translation>%1, aber der Anteil der Siege könnte noch alles von %2 bis %3 sein.</translation>
    </message>
    <message>
        <source>%1; the share of wins is between %2 and %3.</source>
        <translation>%1; der Anteil der Siege liegt zwischen %2 und %3.</translation>
    </message>
    <message>
        <source>One more vote like these would settle it.</source>
        <translation>Ein weiteres solches Urteil würde es entscheiden.</translation>
    </message>
    <message numerus="yes">
        <source>About %n more votes would settle a gap of this size.</source>
        <translation>
            <numerusform>Etwa %n weiteres Urteil würde einen Abstand dieser Größe entscheiden.</numerusform>
            <numerusform>Etwa %n weitere Urteile würden einen Abstand dieser Größe entscheiden.</numerusform>
        </translation>
    </message>
    <message>
        <source>The risk of being wrong is at most 5&#x2009;%, however often you looked.</source>
        <translation>Das Irrtumsrisiko beträgt höchstens 5&#x2009;%, egal wie oft nachgesehen wurde.</translation>
    </message>
    <message numerus="yes">
        <source>In %n of them an answer named its own maker.</source>
        <translation>
            <numerusform>In %n davon nannte eine Antwort ihren eigenen Hersteller.</numerusform>
            <numerusform>In %n davon nannte eine Antwort ihren eigenen Hersteller.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>assay::VersionsDialog</name>
    <message>
        <source>System: %1

%2</source>
        <translation>System: %1

%2</translation>
    </message>
    <message>
        <source>Versions of a prompt</source>
        <translation>Versionen eines Prompts</translation>
    </message>
    <message numerus="yes">
        <source>Version %1, %2, %n runs</source>
        <translation>
            <numerusform>Version %1, %2, %n Lauf</numerusform>
            <numerusform>Version %1, %2, %n Läufe</numerusform>
        </translation>
    </message>
    <message>
        <source>Version on the left</source>
        <translation>Version links</translation>
    </message>
    <message>
        <source>Version on the right</source>
        <translation>Version rechts</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Use the right one</source>
        <translation>Die rechte nehmen</translation>
    </message>
    <message numerus="yes">
        <source>%n changes</source>
        <translation>
            <numerusform>%n Unterschied</numerusform>
            <numerusform>%n Unterschiede</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>assay::Waterfall</name>
    <message>
        <source>%1 · attempt %2</source>
        <translation>%1 · Versuch %2</translation>
    </message>
    <message>
        <source>%1 %2
began after %3
DNS, connect, TLS %4
waiting for the first token %5
streaming %6
%7</source>
        <translation>%1 %2
begann nach %3
DNS, Verbindung, TLS %4
Warten auf das erste Token %5
Schreiben %6
%7</translation>
    </message>
    <message>
        <source>Lane</source>
        <translation>Spur</translation>
    </message>
    <message>
        <source>Attempt</source>
        <translation>Versuch</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Began</source>
        <translation>Beginn</translation>
    </message>
    <message>
        <source>DNS, connect, TLS</source>
        <translation>DNS, Verbindung, TLS</translation>
    </message>
    <message>
        <source>First token</source>
        <translation>Erstes Token</translation>
    </message>
    <message>
        <source>Streaming</source>
        <translation>Schreibt</translation>
    </message>
    <message>
        <source>Total and cost</source>
        <translation>Gesamt und Kosten</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fehlgeschlagen</translation>
    </message>
    <message>
        <source>Waiting for first token</source>
        <translation>Wartet auf erstes Token</translation>
    </message>
</context>
<context>
    <name>assay::WhatIfCostModel</name>
    <message>
        <source>no price</source>
        <translation>kein Preis</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>unbekannt</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>Some calls have no known cost, really or on this model: the two sums are over different calls.</source>
        <translation>Bei einigen Aufrufen sind die Kosten nicht bekannt, wirklich oder bei diesem Modell: Die beiden Summen betreffen nicht dieselben Aufrufe.</translation>
    </message>
    <message>
        <source>Would have cost</source>
        <translation>Hätte gekostet</translation>
    </message>
    <message>
        <source>Calls priced</source>
        <translation>Mit Preis</translation>
    </message>
    <message numerus="yes">
        <source>%Ln of them with a rate that was borrowed</source>
        <translation>
            <numerusform>%Ln davon mit einem entlehnten Satz</numerusform>
            <numerusform>%Ln davon mit einem entlehnten Satz</numerusform>
        </translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>Unterschied</translation>
    </message>
</context>
<context>
    <name>assay::WhatIfPage</name>
    <message>
        <source>What if</source>
        <translation>Was wäre, wenn</translation>
    </message>
    <message>
        <source>Period</source>
        <translation>Zeitraum</translation>
    </message>
    <message>
        <source>nothing is sent</source>
        <translation>es wird nichts gesendet</translation>
    </message>
    <message>
        <source>Everything here is worked out from your ledger and the price lists.</source>
        <translation>Alles hier wird aus Ihrem Kassenbuch und den Preislisten berechnet.</translation>
    </message>
    <message>
        <source>Last month (%1)</source>
        <translation>Letzter Monat (%1)</translation>
    </message>
    <message>
        <source>This month so far</source>
        <translation>Dieser Monat bisher</translation>
    </message>
    <message>
        <source>Last 30 days</source>
        <translation>Letzte 30 Tage</translation>
    </message>
    <message>
        <source>Last 12 months</source>
        <translation>Letzte 12 Monate</translation>
    </message>
    <message>
        <source>What would these calls have cost on another model?</source>
        <translation>Was hätten diese Aufrufe mit einem anderen Modell gekostet?</translation>
    </message>
    <message>
        <source>Another model</source>
        <translation>Anderes Modell</translation>
    </message>
    <message>
        <source>provider/model</source>
        <translation>Anbieter/Modell</translation>
    </message>
    <message>
        <source>Work it out</source>
        <translation>Berechnen</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Takes the chosen row away (Del)</source>
        <translation>Nimmt die gewählte Zeile weg (Entf)</translation>
    </message>
    <message>
        <source>Choose a model, and its prices of those days are put on your real calls: the same token counts, though another model would have written more or less.</source>
        <translation>Wählen Sie ein Modell, und seine damaligen Preise werden auf Ihre wirklichen Aufrufe angewandt: mit denselben Tokenzahlen, obwohl ein anderes Modell mehr oder weniger geschrieben hätte.</translation>
    </message>
    <message>
        <source>How would other ways of routing have done?</source>
        <translation>Wie hätten andere Arten der Verteilung abgeschnitten?</translation>
    </message>
    <message>
        <source>Your calls</source>
        <translation>Ihre Aufrufe</translation>
    </message>
    <message>
        <source>An invented month</source>
        <translation>Ein erfundener Monat</translation>
    </message>
    <message>
        <source>an unknown sum</source>
        <translation>eine unbekannte Summe</translation>
    </message>
    <message>
        <source>There are no real calls in this period: choose another one.</source>
        <translation>In diesem Zeitraum gibt es keine wirklichen Aufrufe: Wählen Sie einen anderen.</translation>
    </message>
    <message>
        <source>Really: %1 for %2, of which %3 have no known cost.</source>
        <translation>Wirklich: %1 für %2, davon %3 ohne bekannte Kosten.</translation>
    </message>
    <message>
        <source>Really: %1 for %2.</source>
        <translation>Wirklich: %1 für %2.</translation>
    </message>
    <message>
        <source>Replaying …</source>
        <translation>Wird nachgespielt …</translation>
    </message>
    <message>
        <source>Your calls of this period left no choice: it takes a model that at least two endpoints with known prices answered five times each. Choose another period, or look at an invented month.</source>
        <translation>Ihre Aufrufe dieses Zeitraums ließen keine Wahl: Es braucht ein Modell, das mindestens zwei Endpunkte mit bekannten Preisen je fünfmal beantwortet haben. Wählen Sie einen anderen Zeitraum oder sehen Sie sich einen erfundenen Monat an.</translation>
    </message>
    <message>
        <source>Simulated: an invented month of %1 requests over %2 endpoints with outages, price changes, rate limits and the hours of the day. No sum here was or will be billed.</source>
        <translation>Simuliert: ein erfundener Monat mit %1 Anfragen an %2 Endpunkte mit Ausfällen, Preisänderungen, Drosselung und Tageszeiten. Keine Summe hier wurde oder wird berechnet.</translation>
    </message>
    <message>
        <source>Your %1 calls of %2 over %3 endpoints. What an endpoint would have done is its own attempt nearest in time.</source>
        <translation>Ihre %1 Aufrufe von %2 über %3 Endpunkte. Was ein Endpunkt getan hätte, sagt sein eigener zeitlich nächster Versuch.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln real calls</source>
        <translation>
            <numerusform>%Ln wirklichen Aufruf</numerusform>
            <numerusform>%Ln wirkliche Aufrufe</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>assay::WhatIfPolicyModel</name>
    <message>
        <source>Default router</source>
        <translation>Standard-Router</translation>
    </message>
    <message>
        <source>Router, sorted by price</source>
        <translation>Router, nach Preis</translation>
    </message>
    <message>
        <source>Router, sorted by latency</source>
        <translation>Router, nach Wartezeit</translation>
    </message>
    <message>
        <source>Round robin</source>
        <translation>Reihum</translation>
    </message>
    <message>
        <source>Cheapest first</source>
        <translation>Günstigster zuerst</translation>
    </message>
    <message>
        <source>Cheapest in hindsight</source>
        <translation>Günstigster im Nachhinein</translation>
    </message>
    <message>
        <source>Fastest in hindsight</source>
        <translation>Schnellster im Nachhinein</translation>
    </message>
    <message>
        <source>%1 more and %2 later</source>
        <translation>%1 mehr und %2 später</translation>
    </message>
    <message>
        <source>Against the best in hindsight: default router %1, round robin %2, cheapest first %3.</source>
        <extracomment>%1 to %3 are like “4.1 % more and 0.12 s later”.</extracomment>
        <translation>Gegenüber dem Besten im Nachhinein: Standard-Router %1, reihum %2, günstigster zuerst %3.</translation>
    </message>
    <message>
        <source>Knows beforehand who will answer and when: nobody can do better. What the others are measured by.</source>
        <translation>Weiß vorher, wer wann antwortet: Niemand kann es besser. Daran werden die anderen gemessen.</translation>
    </message>
    <message>
        <source>Above the least that the answered requests could have cost</source>
        <translation>Über dem Wenigsten, was die beantworteten Anfragen hätten kosten können</translation>
    </message>
    <message>
        <source>Until the first token, failed attempts before it included</source>
        <translation>Bis zum ersten Token, gescheiterte Versuche davor eingerechnet</translation>
    </message>
    <message>
        <source>Above the least possible wait, mean of all requests</source>
        <translation>Über der kürzest möglichen Wartezeit, Mittel aller Anfragen</translation>
    </message>
    <message>
        <source>Attempts for each request</source>
        <translation>Versuche je Anfrage</translation>
    </message>
    <message>
        <source>Policy</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Answered</source>
        <translation>Beantwortet</translation>
    </message>
    <message>
        <source>Cost</source>
        <translation>Kosten</translation>
    </message>
    <message>
        <source>Wait, median</source>
        <translation>Wartezeit, Median</translation>
    </message>
    <message>
        <source>95 %</source>
        <translation>95 %</translation>
    </message>
    <message>
        <source>Attempts</source>
        <translation>Versuche</translation>
    </message>
    <message>
        <source>Extra cost</source>
        <translation>Mehrkosten</translation>
    </message>
    <message>
        <source>Extra wait</source>
        <translation>Mehr Wartezeit</translation>
    </message>
</context>
<context>
    <name>assay::Window</name>
    <message>
        <source>Not saved yet, kept in memory and tried again: %1</source>
        <translation>Noch nicht gespeichert, im Speicher behalten und neu versucht: %1</translation>
    </message>
</context>
<context>
    <name>assay::WindowGateway</name>
    <message>
        <source>Port %1 cannot be opened: another program uses it, perhaps “assay serve”. Stop that program, or take another port.</source>
        <translation>Port %1 kann nicht geöffnet werden: Ein anderes Programm nutzt ihn, vielleicht „assay serve“. Beenden Sie dieses Programm, oder nehmen Sie einen anderen Port.</translation>
    </message>
    <message>
        <source>The gateway could not start: %1</source>
        <translation>Das Gateway konnte nicht starten: %1</translation>
    </message>
    <message>
        <source>None of the next %1 ports is free. Choose one in the options.</source>
        <translation>Keiner der nächsten %1 Ports ist frei. Wählen Sie einen in den Optionen.</translation>
    </message>
    <message>
        <source>test request</source>
        <translation>Testanfrage</translation>
    </message>
    <message>
        <source>The gateway is off.</source>
        <translation>Das Gateway ist aus.</translation>
    </message>
</context>
<context>
    <name>assay::WindowHistory</name>
    <message>
        <source>The text is gone; what it cost stays.</source>
        <translation>Der Text ist weg; die Kosten bleiben.</translation>
    </message>
    <message numerus="yes">
        <source>%n runs written to %1</source>
        <translation>
            <numerusform>%n Lauf in %1 geschrieben</numerusform>
            <numerusform>%n Läufe in %1 geschrieben</numerusform>
        </translation>
    </message>
    <message>
        <source>The search could not be saved: %1</source>
        <translation>Die Suche konnte nicht gespeichert werden: %1</translation>
    </message>
    <message>
        <source>Calls of tools and their results stand in the conversation as text: a turn in Compare holds nothing else.</source>
        <translation>Werkzeugaufrufe und ihre Ergebnisse stehen als Text im Gespräch: etwas anderes fasst eine Runde im Vergleich nicht.</translation>
    </message>
    <message>
        <source>Nothing of this run can be sent again.</source>
        <translation>Nichts von diesem Lauf kann noch einmal gesendet werden.</translation>
    </message>
    <message>
        <source>Sending again…</source>
        <translation>Wird noch einmal gesendet…</translation>
    </message>
</context>
<context>
    <name>assay::WindowNotices</name>
    <message>
        <source>Show</source>
        <translation>Zeigen</translation>
    </message>
</context>
<context>
    <name>assay::WindowProviders</name>
    <message>
        <source>The format %1 is not known.</source>
        <translation>Das Format %1 ist nicht bekannt.</translation>
    </message>
    <message>
        <source>connection %1</source>
        <translation>Verbindung %1</translation>
    </message>
    <message>
        <source>encryption %1</source>
        <translation>Verschlüsselung %1</translation>
    </message>
    <message>
        <source>first byte %1</source>
        <translation>erstes Byte %1</translation>
    </message>
    <message>
        <source>System keyring</source>
        <translation>System-Schlüsselbund</translation>
    </message>
    <message>
        <source>System keyring (%1)</source>
        <translation>System-Schlüsselbund (%1)</translation>
    </message>
    <message>
        <source>The keyring does not answer on this desktop.</source>
        <translation>Der Schlüsselbund antwortet auf diesem Desktop nicht.</translation>
    </message>
    <message>
        <source>Only until the program ends</source>
        <translation>Nur bis zum Programmende</translation>
    </message>
    <message>
        <source>address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>as pasted</source>
        <translation>wie eingefügt</translation>
    </message>
    <message>
        <source>key</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <source>format</source>
        <translation>Format</translation>
    </message>
    <message>
        <source>reachable</source>
        <translation>erreichbar</translation>
    </message>
    <message>
        <source>models</source>
        <translation>Modelle</translation>
    </message>
    <message numerus="yes">
        <source>%n model(s) offered, %1 with prices</source>
        <translation>
            <numerusform>%n Modell angeboten, %1 mit Preis</numerusform>
            <numerusform>%n Modelle angeboten, %1 mit Preis</numerusform>
        </translation>
    </message>
    <message>
        <source>HTTP %1</source>
        <translation>HTTP %1</translation>
    </message>
    <message>
        <source>This provider is not in the list any more.</source>
        <translation>Dieser Anbieter ist nicht mehr in der Liste.</translation>
    </message>
</context>
</TS>
